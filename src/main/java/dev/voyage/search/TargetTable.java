package dev.voyage.search;

import dev.voyage.cone.Positions;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import dev.voyage.sky.SkyPosition;
import dev.voyage.votable.Column;
import dev.voyage.votable.Columns;
import dev.voyage.votable.Row;
import dev.voyage.votable.VotableEvent;
import dev.voyage.votable.VotableLimits;
import dev.voyage.votable.VotableReader;
import io.smallrye.mutiny.Multi;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Targets from a table that somebody has: a VOTable, zipped or not, or a CSV with a header. Positions are found by UCD,
 * then by the usual names of columns, as numbers or sexagesimal; names by {@code meta.id;meta.main}, then by the usual
 * names. A row with a position is searched there; one without, by its name.
 */
public final class TargetTable {

    /** Far more than targets need. */
    public static final int MOST_BYTES = 1024 * 1024;

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

    /** Halves of positions, as the first or the second of a pair of columns. */
    private static final Pattern HALF = Pattern.compile(
            "(?i)_?(ra|r\\.a\\.|right[ _]?ascension|dec?|decl|declination)([ _]?(deg|icrs|j?2000))?(\\s*[(\\[].*)?");

    /** A typographic minus before a number. */
    private static final Pattern SIGN = Pattern.compile("^[\\u2010-\\u2013\\u2212\\ufe63\\uff0d](?=[\\d.])");

    private final Columns columns;
    private final Positions positions;
    private final int name;
    private final List<Target> targets = new ArrayList<>();
    private long rows;

    private TargetTable(Columns columns) {
        this.columns = columns;
        this.positions = Positions.in(columns);
        this.name = nameColumn(columns).orElse(-1);
        if (name < 0 && !positions.areThere()) {
            throw Problem.badParameter(
                    "targets",
                    "the table of targets has no column of names (such as name) and none of positions (such as ra and"
                            + " dec); its columns are "
                            + Quoted.of(columns.all().stream().map(Column::name).collect(Collectors.joining(", "))));
        }
        columns.first(column -> !positions.areThere()
                        && HALF.matcher(column.name().strip()).matches())
                .ifPresent(half -> {
                    throw Problem.badParameter(
                            "targets",
                            "the table of targets has a column "
                                    + Quoted.of(columns.at(half).name())
                                    + ", but not the pair of columns that a position is read from, such as ra and dec");
                });
    }

    /**
     * @return one for each row, in their order; what is there twice is there twice
     * @throws Problem {@code BAD_PARAMETER} for {@code targets}, naming the row where one is wrong; {@code
     *     BODY_TOO_LARGE}
     */
    public static List<Target> read(byte[] file) {
        if (file.length > MOST_BYTES) {
            throw tooLarge();
        }
        List<Target> targets = isVotable(file) ? votable(file) : csv(file);
        if (targets.isEmpty()) {
            throw Problem.badParameter("targets", "the table of targets has no rows");
        }
        return targets;
    }

    /** What {@link #read} throws for a file of more than {@link #MOST_BYTES}. */
    public static Problem tooLarge() {
        return Problem.of(
                        Kind.BODY_TOO_LARGE,
                        "a table of targets is at most " + MOST_BYTES + " bytes; this one is larger")
                .with("mostBytes", MOST_BYTES);
    }

    private static boolean isVotable(byte[] file) {
        boolean zipped = file.length > 1 && file[0] == 0x1f && (file[1] & 0xff) == 0x8b;
        boolean utf16 = file.length > 1 && ((file[0] & 0xff) >= 0xfe && (file[1] & 0xff) >= 0xfe);
        String begin = new String(file, 0, Math.min(file.length, 200), java.nio.charset.StandardCharsets.UTF_8);
        return zipped || utf16 || begin.replace("\ufeff", "").stripLeading().startsWith("<");
    }

    private static List<Target> votable(byte[] file) {
        // the whole document is here, so nothing waits
        Iterable<VotableEvent> events = new VotableReader(VotableLimits.DEFAULT)
                .read(Multi.createFrom().item(ByteBuffer.wrap(file)))
                .subscribe()
                .asIterable();
        TargetTable table = null;
        try {
            for (VotableEvent event : events) {
                if (event instanceof VotableEvent.TableStart start) {
                    table = new TargetTable(start.columns());
                } else if (event instanceof VotableEvent.RowRead read && table != null) {
                    table.take(read.row());
                } else if (event instanceof VotableEvent.RowRefused refused) {
                    throw Problem.badParameter(
                            "targets",
                            "row " + refused.row() + " of the targets cannot be read: "
                                    + refused.problem().detail());
                }
            }
        } catch (Problem problem) {
            throw problem.kind() == Kind.BAD_PARAMETER
                    ? problem
                    : Problem.badParameter("targets", "the table of targets is no VOTable: " + problem.detail());
        }
        return table == null ? List.of() : table.targets;
    }

    private static List<Target> csv(byte[] file) {
        Iterator<List<String>> rows = CsvRows.read(file).iterator();
        if (!rows.hasNext()) {
            return List.of();
        }
        var table = new TargetTable(
                new Columns(rows.next().stream().map(CsvRows::column).toList()));
        while (rows.hasNext()) {
            table.take(table.row(rows.next()));
        }
        return table.targets;
    }

    private Row row(List<String> cells) {
        if (cells.size() > columns.size()) {
            throw wrong(rows + 1, "has " + cells.size() + " cells for " + columns.size() + " columns");
        }
        Object[] row = new Object[columns.size()];
        for (int i = 0; i < cells.size(); i++) {
            row[i] = cells.get(i).isBlank() ? null : SIGN.matcher(cells.get(i)).replaceFirst("-");
        }
        return new Row(columns, row);
    }

    private void take(Row row) {
        rows++;
        Optional<String> called = name < 0 ? Optional.empty() : row.text(name);
        Optional<SkyPosition> at = positions.of(row);
        if (at.isEmpty() && positions.isGiven(row)) {
            throw wrong(rows, "has a position that is none on the sky: " + Quoted.of(positions.written(row)));
        } else if (at.isEmpty() && called.isEmpty()) {
            throw wrong(rows, "has neither a name nor a position");
        }
        targets.add(new Target(called.orElse(null), at.orElse(null)));
    }

    private static Problem wrong(long row, String what) {
        return Problem.badParameter("targets", "row " + row + " of the targets " + what);
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
