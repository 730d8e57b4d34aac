package dev.voyage.search.upload;

import dev.voyage.cone.position.RowPositions;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.search.request.Target;
import dev.voyage.sky.Coordinates;
import dev.voyage.sky.SkyPosition;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Targets from a list in any format of {@link TargetList}. Positions are found by UCD, then by the usual names of columns, as
 * numbers or sexagesimal, in any frame that can be transformed to ICRS; names by {@code meta.id;meta.main}, then by the usual
 * names. A row with a position is searched there; one without, by its name. A list with columns that look like positions and are
 * not understood is refused.
 */
public final class TargetTable {

    /** Most bytes of a list in a request; a larger one is to be compressed with gzip. */
    public static final int MOST_BYTES = 4 * 1024 * 1024;

    /** Most bytes of a list in a file here, or once it is decompressed. */
    public static final int MOST_OF_FILE = 4 * MOST_BYTES;

    private static final List<String> NAMES = List.of(
            "name",
            "target",
            "target_name",
            "object",
            "object_name",
            "source_name",
            "source",
            "main_id",
            "designation",
            "id");

    /** Columns that have both angles in one text. */
    private static final Set<String> BOTH = Set.of(
            "radec", "ra_dec", "ra/dec", "ra,dec", "ra dec", "coord", "coords", "coordinates", "position", "skycoord");

    private final Columns columns;
    private final List<Row> rows;
    private final RowPositions positions;
    private final int name;
    private final int both;

    private TargetTable(TargetRows list, String raColumn, String decColumn) {
        this.columns = list.columns();
        this.rows = list.rows();
        boolean named = raColumn != null && decColumn != null;
        this.positions = named ? RowPositions.in(columns, raColumn, decColumn) : RowPositions.in(columns);
        this.name = nameColumn(columns).orElse(-1);
        this.both = positions.areThere() ? -1 : bothColumn(columns).orElse(-1);
        positions.unknownFrame().ifPresent(frame -> {
            throw Problem.invalidField(
                    "targets",
                    "the positions of the targets are in the frame " + QuotedText.of(frame)
                            + ", which cannot be transformed to ICRS");
        });
        if (!positions.areThere() && both < 0) {
            mustHaveNamesOnly();
        }
    }

    private void mustHaveNamesOnly() {
        UnknownPositions.in(columns, rows, name).ifPresent(unknown -> {
            throw Problem.invalidField(
                    "targets",
                    "the table of targets has " + QuotedText.of(unknown)
                            + ", which looks like a position, but not a pair"
                            + " of columns that is known as one, such as ra and dec; name the columns with raColumn"
                            + " and decColumn (--ra-column and --dec-column), or leave them out; its columns are "
                            + names());
        });
        if (name < 0) {
            throw Problem.invalidField(
                    "targets",
                    "the table of targets has no column of names (such as name) and none of positions (such as ra and"
                            + " dec, or those named with raColumn and decColumn); its columns are " + names());
        }
    }

    private String names() {
        return QuotedText.of(columns.all().stream().map(Column::name).collect(Collectors.joining(", ")));
    }

    /** As {@link #read(byte[], String, String)}, with automatic detection of the position columns. */
    public static List<Target> read(byte[] file) {
        return read(file, null, null);
    }

    /**
     * Reads the list of a request.
     *
     * @param raColumn name of the column of right ascensions, or of longitudes; null to detect it
     * @param decColumn name of the column of declinations, or of latitudes; null if {@code raColumn} is
     * @return one for each row, in their order, duplicates included
     * @throws Problem {@code BAD_PARAMETER} for {@code targets}, naming the row if one is wrong, or for {@code raColumn} or
     *     {@code decColumn}; {@code BODY_TOO_LARGE}
     */
    public static List<Target> read(byte[] file, String raColumn, String decColumn) {
        if (file.length > MOST_BYTES) {
            throw tooLarge();
        }
        return readFile(file, raColumn, decColumn);
    }

    /** As {@link #read(byte[], String, String)}, of up to {@link #MOST_OF_FILE} bytes: a file here. */
    public static List<Target> readFile(byte[] file, String raColumn, String decColumn) {
        if (file.length > MOST_OF_FILE) {
            throw tooLargeFile();
        }
        if ((raColumn == null) != (decColumn == null)) {
            String missing = raColumn == null ? "raColumn" : "decColumn";
            throw Problem.invalidField(missing, "raColumn and decColumn go together: " + missing + " is missing");
        }
        TargetRows list = TargetList.read(file);
        if (list.rows().isEmpty() && list.columns().size() == 0) {
            throw Problem.invalidField("targets", "the table of targets has no rows");
        }
        List<Target> targets = new TargetTable(list, raColumn, decColumn).targets();
        if (targets.isEmpty()) {
            throw Problem.invalidField("targets", "the table of targets has no rows");
        }
        return targets;
    }

    /** The problem that {@link #read} throws for a list of more than {@link #MOST_BYTES}. */
    public static Problem tooLarge() {
        return tooLarge(
                MOST_BYTES,
                "; this one is larger: compress it with gzip (it may have " + MOST_OF_FILE + " bytes when unzipped)");
    }

    private static Problem tooLarge(int mostBytes, String advice) {
        return Problem.of(ProblemType.BODY_TOO_LARGE, "a table of targets is at most " + mostBytes + " bytes" + advice)
                .with("mostBytes", mostBytes);
    }

    /** The problem that {@link #readFile} throws for a list of more than {@link #MOST_OF_FILE}. */
    public static Problem tooLargeFile() {
        return tooLarge(MOST_OF_FILE, "; this one is larger");
    }

    private List<Target> targets() {
        List<Target> targets = new ArrayList<>(rows.size());
        for (Row row : rows) {
            targets.add(target(row, targets.size() + 1L));
        }
        return targets;
    }

    private Target target(Row row, long number) {
        row.unreadable().stream()
                .filter(cell -> cell.column() == name || positions.has(cell.column()))
                .findFirst()
                .ifPresent(cell -> {
                    String column = columns.at(cell.column()).name();
                    throw TargetRows.wrong(
                            number, "cannot be read: column " + QuotedText.of(column) + ": " + cell.reason());
                });
        Optional<String> called = name < 0 ? Optional.empty() : row.text(name);
        Optional<String> written = both < 0 ? Optional.empty() : row.text(both);
        Optional<SkyPosition> at = written.isPresent() ? place(written.get()) : positions.of(row);
        if (at.isEmpty() && (positions.isGiven(row) || written.isPresent())) {
            String cells = written.orElseGet(() -> positions.written(row));
            throw TargetRows.wrong(number, "has a position that is not on the sky: " + QuotedText.of(cells));
        } else if (at.isEmpty() && called.isEmpty()) {
            throw TargetRows.wrong(number, "has neither a name nor a position");
        }
        return new Target(called.orElse(null), at.orElse(null));
    }

    private static Optional<SkyPosition> place(String written) {
        try {
            return Coordinates.parse(written);
        } catch (Problem offTheSky) {
            return Optional.empty();
        }
    }

    private static OptionalInt bothColumn(Columns columns) {
        return columns.first(column -> BOTH.contains(column.name().strip().toLowerCase(Locale.ROOT)));
    }

    private static OptionalInt nameColumn(Columns columns) {
        Set<String> main = Set.of("meta.id;meta.main", "id_main");
        OptionalInt found =
                columns.first(column -> main.contains(column.ucd().strip().toLowerCase(Locale.ROOT)));
        for (String name : NAMES) {
            found = found.isPresent()
                    ? found
                    : columns.first(column -> column.name().strip().equalsIgnoreCase(name));
        }
        return found;
    }
}
