package dev.voyage.tap;

import dev.voyage.sky.SkyPosition;
import dev.voyage.tablewriter.TableMetadata;
import dev.voyage.tablewriter.votable.VotableWriter;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Datatype;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The table of positions that a query uploads: their indices, and ICRS coordinates in degrees. */
final class UploadTable {

    static final String NAME = "voyage";
    static final String ID = "target_id";
    static final String RA = "target_ra";
    static final String DEC = "target_dec";

    /** Bytes of a row, at most; for limits in bytes. */
    static final int ROW_BYTES = 128;

    private static final List<Column> COLUMNS = List.of(
            Column.of(ID, Datatype.INT).ucd("meta.id;meta.main"),
            Column.of(RA, Datatype.DOUBLE).unit("deg").ucd("pos.eq.ra;meta.main"),
            Column.of(DEC, Datatype.DOUBLE).unit("deg").ucd("pos.eq.dec;meta.main"));

    private UploadTable() {}

    /** A VOTable with the positions, numbered from 0; ASCII. */
    static String of(List<SkyPosition> positions) {
        List<Object[]> rows = IntStream.range(0, positions.size())
                .mapToObj(i -> new Object[] {
                    i, positions.get(i).raDeg(), positions.get(i).decDeg()
                })
                .toList();
        return VotableWriter.document(
                new TableMetadata(NAME, "", COLUMNS, Map.of(), rows.size(), Optional.empty(), Optional.empty()), rows);
    }
}
