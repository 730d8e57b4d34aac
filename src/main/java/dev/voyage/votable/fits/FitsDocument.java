package dev.voyage.votable.fits;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.sky.AngleName;
import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.event.VotableLimits;
import dev.voyage.votable.rows.RowNumbering;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.CoordinateSystem;
import dev.voyage.votable.table.Datatype;
import dev.voyage.votable.table.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * The first binary table of a FITS file that is completely in memory (FITS 4.0, section 7.3). Columns of variable
 * length are refused.
 */
public final class FitsDocument {

    private static final Pattern TFORM = Pattern.compile("(\\d{0,6})([LXBIJKAEDCM]).*");

    private final Columns columns;
    private final List<Row> rows = new ArrayList<>();
    private final String comments;
    private final String otherPositions;

    private FitsDocument(Columns columns, String comments, String otherPositions) {
        this.columns = columns;
        this.comments = comments;
        this.otherPositions = otherPositions;
    }

    /**
     * @throws Problem {@code MALFORMED} when it has no such table, a column is not of the standard's types, or a row
     *     cannot be read; {@code TOO_LARGE} beyond the limits
     */
    public static FitsDocument read(byte[] file, VotableLimits limits) {
        List<FitsHeader> tables = tables(file);
        if (tables.isEmpty()) {
            throw Problem.of(ProblemType.MALFORMED, "The FITS file has no binary table");
        }
        FitsHeader header = tables.get(0);
        var columns = new Columns(columns(header, limits));
        String other = tables.stream()
                .skip(1)
                .filter(table -> table.number("NAXIS2", 0) > 0 && hasPositions(table, limits))
                .map(table -> table.text("EXTNAME"))
                .findFirst()
                .orElse(null);
        var document = new FitsDocument(columns, header.comments(), other);
        var decoder = new FitsRows(new RowNumbering(columns, limits), -1);
        decoder.feed(file, 0, file.length);
        for (VotableEvent event = decoder.next(); event != null; event = decoder.next()) {
            if (event instanceof VotableEvent.RowRead read) {
                document.rows.add(read.row());
            } else if (event instanceof VotableEvent.RowRefused refused) {
                throw refused.problem();
            }
        }
        decoder.end();
        return document;
    }

    public Columns columns() {
        return columns;
    }

    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** The COMMENT cards of the table's header, one per line. */
    public String comments() {
        return comments;
    }

    /** The name of another table in the file that has rows with positions too. */
    public Optional<String> otherPositions() {
        return Optional.ofNullable(otherPositions);
    }

    private static boolean hasPositions(FitsHeader table, VotableLimits limits) {
        return LongStream.rangeClosed(1, Math.min(table.number("TFIELDS", 0), limits.fields()))
                .anyMatch(i -> AngleName.of(table.text("TTYPE" + i).strip()).isPresent());
    }

    /** The headers of the binary tables that come whole, in order. */
    private static List<FitsHeader> tables(byte[] file) {
        List<FitsHeader> tables = new ArrayList<>();
        long at = 0;
        while (at + FitsHeader.BLOCK <= file.length) {
            var header = new FitsHeader();
            boolean ends = false;
            while (!ends && at + FitsHeader.BLOCK <= file.length) {
                byte[] block = new byte[FitsHeader.BLOCK];
                System.arraycopy(file, (int) at, block, 0, block.length);
                ends = header.ends(block);
                at += block.length;
            }
            if (ends && header.isTable()) {
                tables.add(header);
            } else if (!ends || !header.isFits()) {
                break;
            }
            at += header.dataBytes();
        }
        return tables;
    }

    private static List<Column> columns(FitsHeader header, VotableLimits limits) {
        long count = header.number("TFIELDS", 0);
        if (count < 0 || count > limits.fields()) {
            throw VotableLimits.exceeded("too many columns", limits.fields());
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            columns.add(column(header, i));
        }
        return columns;
    }

    private static Column column(FitsHeader header, int number) {
        String name = header.text("TTYPE" + number).strip();
        Matcher form = TFORM.matcher(header.text("TFORM" + number).strip());
        if (!form.matches()) {
            throw Problem.of(
                    ProblemType.MALFORMED,
                    "The column " + QuotedText.of(name) + " of the FITS table has the TFORM "
                            + QuotedText.of(header.text("TFORM" + number)) + ", which is not read here");
        }
        int values = form.group(1).isEmpty() ? 1 : Integer.parseInt(form.group(1));
        Datatype stored = FitsCell.stored(form.group(2));
        boolean scaled = header.real("TSCAL" + number, 1) != 1 || header.real("TZERO" + number, 0) != 0;
        Datatype datatype = scaled && stored.isNumeric() ? Datatype.DOUBLE : stored;
        String arraysize = stored.isText() ? "*" : values == 1 ? "" : Integer.toString(values);
        var column = Column.of(name, datatype)
                .arraysize(arraysize)
                .unit(header.text("TUNIT" + number).strip())
                .ucd(header.text("TUCD" + number).strip());
        return system(header, column);
    }

    /** The frame of a header applies to its right ascensions and declinations (FITS 4.0, section 8.3). */
    private static Column system(FitsHeader header, Column column) {
        boolean equatorial = AngleName.of(column.name())
                .filter(name -> name.frame() == null
                        && name.axis().usualFrame().system().isEquatorial())
                .isPresent();
        String system = header.text("RADESYS").isEmpty() ? header.text("RADECSYS") : header.text("RADESYS");
        double equinox = header.real("EQUINOX", Double.NaN);
        if (!equatorial || (system.isBlank() && Double.isNaN(equinox))) {
            return column;
        }
        String year = Double.isNaN(equinox) ? "" : Double.toString(equinox);
        String usual = equinox < 1984 ? "FK4" : "FK5";
        return column.in(new CoordinateSystem(system.isBlank() ? usual : system.strip(), year, "", ""), null);
    }
}
