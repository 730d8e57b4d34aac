package dev.voyage.cone.upload;

import dev.voyage.coding.UploadForm;
import dev.voyage.sky.SkyPosition;
import dev.voyage.tablewriter.TableMetadata;
import dev.voyage.tablewriter.votable.VotableWriter;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.votable.WholeAnswer;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Datatype;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request for the rows within the same radius around many positions: their union, without a column that names the
 * position. Services need not accept it.
 *
 * @param endpoint of a service of version 2
 * @param table to search; null for a service of one table
 * @param positions 1 to {@link #MOST_POSITIONS}
 * @param radiusDeg degrees, above 0, at most 180
 * @param verbosity as of a cone search, 1 to 3
 * @see <a href="https://www.ivoa.net/documents/ConeSearch/20260529/">Simple Cone Search 2.0, working draft, UPLOAD</a>
 */
public record ConeUpload(URI endpoint, String table, List<SkyPosition> positions, double radiusDeg, int verbosity) {

    /** Most positions in one request. */
    public static final int MOST_POSITIONS = 1000;

    /** Most rows that are held until their answer is known to be whole. */
    private static final int MOST_ROWS = 20_000;

    /** Time for the head of an answer, which many services send when the query has ended. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String PART = "targets";

    private static final List<Column> COLUMNS = List.of(
            Column.of("RA", Datatype.DOUBLE).unit("deg").ucd("pos.eq.ra;meta.main"),
            Column.of("DEC", Datatype.DOUBLE).unit("deg").ucd("pos.eq.dec;meta.main"),
            Column.of("SR", Datatype.DOUBLE).unit("deg").ucd("pos.angDistance"));

    public ConeUpload {
        positions = List.copyOf(positions);
    }

    /** The request: a form with the table in a part of its own. */
    public UpstreamRequest request(RequestContext context) {
        var form = new UploadForm();
        if (table != null) {
            form.parameter("TABLE", table);
        }
        String body = form.parameter("VERB", Integer.toString(verbosity))
                .parameter("MAXREC", Integer.toString(MOST_ROWS))
                .parameter("UPLOAD", PART + ",param:" + PART)
                .votable(PART, votable())
                .body();
        return new UpstreamRequest(
                "POST",
                endpoint,
                Map.of("Content-Type", UploadForm.mediaType()),
                body,
                PATIENCE,
                context.fairnessKey());
    }

    /** Divides the rows of the answer among the positions. */
    public WholeAnswer collector() {
        return new UnionCollector(this, MOST_ROWS);
    }

    private String votable() {
        List<Object[]> rows = positions.stream()
                .map(at -> new Object[] {at.raDeg(), at.decDeg(), radiusDeg})
                .toList();
        return VotableWriter.document(
                new TableMetadata(PART, "", COLUMNS, Map.of(), rows.size(), Optional.empty(), Optional.empty()), rows);
    }
}
