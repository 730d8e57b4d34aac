package dev.voyage.cone.position;

import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import dev.voyage.sky.AngleName;
import dev.voyage.sky.CelestialFrame;
import dev.voyage.sky.FrameSystem;
import dev.voyage.sky.SkyPosition;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.CoordinateSystem;
import dev.voyage.votable.table.Row;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The positions of a table's rows, in ICRS. The columns are found as a pair, so that both have the same frame: by UCD,
 * then by column name, else one column of points; a pair in ICRS or FK5 at J2000 before one that must be transformed. The frame is that of the columns'
 * COOSYS, else of their names, else ICRS (SCS 1.1, section 2.2); for galactic and ecliptic coordinates that of the UCD
 * or name.
 */
public final class RowPositions {

    private final PositionColumns found;

    private RowPositions(PositionColumns found) {
        this.found = found;
    }

    /** The positions of a table; always empty for a table without position columns. */
    public static RowPositions in(Columns columns) {
        List<AnglePair> pairs = PairSearch.in(columns);
        Optional<SplitAngles> split = SplitAngles.in(columns);
        // RAh beside RAm is the hours of a split angle, and not a right ascension alone
        Optional<AnglePair> pair = pairs.stream()
                .filter(each -> split.isEmpty()
                        || !(split.get().has(each.lon()) || split.get().has(each.lat())))
                .findFirst();
        boolean byName = pair.isEmpty() || pair.get().preference() > 0;
        PositionColumns best = byName && split.isPresent() ? split.get() : pair.orElse(null);
        return new RowPositions(best != null ? best : PointColumn.in(columns).orElse(null));
    }

    /**
     * The positions in two given columns.
     *
     * @throws Problem {@code BAD_PARAMETER} for {@code raColumn} or {@code decColumn} when there is no such column, or
     *     its unit is not one of angles
     */
    public static RowPositions in(Columns columns, String raColumn, String decColumn) {
        int lon = column(columns, "raColumn", raColumn);
        int lat = column(columns, "decColumn", decColumn);
        Optional<AngleName> name =
                AngleName.of(columns.at(lon).name()).filter(it -> it.axis().isLongitude());
        AngleName.Axis axis = columns.at(lon)
                .axis()
                .filter(AngleName.Axis::isLongitude)
                .or(() -> name.map(AngleName::axis))
                .orElse(AngleName.Axis.RA);
        CelestialFrame frame = name.map(AngleName::frame).orElse(null);
        return new RowPositions(AnglePair.of(columns.at(lon), lon, columns.at(lat), lat, axis, frame, 0)
                .orElseThrow(() -> Problem.invalidField(
                        "raColumn",
                        "the columns " + QuotedText.of(raColumn) + " and " + QuotedText.of(decColumn)
                                + " are no angles: their units are "
                                + QuotedText.of(columns.at(lon).unit()) + " and "
                                + QuotedText.of(columns.at(lat).unit()))));
    }

    private static int column(Columns columns, String parameter, String name) {
        return PairSearch.named(columns, name)
                .orElseThrow(() -> Problem.invalidField(
                        parameter,
                        "the table has no column " + QuotedText.of(name) + "; its columns are "
                                + QuotedText.of(
                                        columns.all().stream().map(Column::name).collect(Collectors.joining(", ")))));
    }

    /**
     * The frame of a column's positions, for a table that is made of it: its COOSYS, else the old, galactic or ecliptic
     * one in its name. Null if not stated.
     */
    public static CoordinateSystem systemOf(Column column) {
        if (column.coosys() != null) {
            return column.coosys();
        }
        return AngleName.of(column.name())
                .map(AngleName::frame)
                .filter(frame -> !frame.isModern())
                .map(RowPositions::written)
                .orElse(null);
    }

    private static CoordinateSystem written(CelestialFrame frame) {
        String equinox = frame.equinox().map(Object::toString).orElse("");
        String system =
                switch (frame.system()) {
                    case ICRS -> "ICRS";
                    case FK5 -> "eq_FK5";
                    case FK4 -> "eq_FK4";
                    case GALACTIC -> "galactic";
                    case SUPERGALACTIC -> "supergalactic";
                    case ECLIPTIC_FK4 -> "ecl_FK4";
                    default -> frame.system() == FrameSystem.ECLIPTIC ? "ecl_FK5" : "eq_FK4";
                };
        return new CoordinateSystem(system, equinox, "", "");
    }

    /** Empty when a coordinate is missing, is not an angle, or is off the sphere. */
    public Optional<SkyPosition> of(Row row) {
        return found == null ? Optional.empty() : found.of(row);
    }

    /** Whether this column, by its index, is a position column. */
    public boolean has(int column) {
        return found != null && found.has(column);
    }

    /** Whether the table has position columns. */
    public boolean areThere() {
        return found != null;
    }

    /** Whether a row has a value in one of them, valid or not. */
    public boolean isGiven(Row row) {
        return found != null && found.isGiven(row);
    }

    /** The row's cells in these columns, as text. */
    public String written(Row row) {
        return found == null ? "" : found.written(row);
    }

    /** The frame of the positions as the table gives it, if they cannot be transformed to ICRS. */
    public Optional<String> unknownFrame() {
        return found == null || found.frame() != null ? Optional.empty() : Optional.of(found.frameText());
    }
}
