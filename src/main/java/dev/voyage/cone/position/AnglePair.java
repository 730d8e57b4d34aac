package dev.voyage.cone.position;

import dev.voyage.problem.Problem;
import dev.voyage.sky.AngleName;
import dev.voyage.sky.CelestialFrame;
import dev.voyage.sky.Coordinates;
import dev.voyage.sky.SkyPosition;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.CoordinateSystem;
import dev.voyage.votable.table.Row;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Two columns that together are positions.
 *
 * @param axis the angle in the first of them
 * @param frame null for a frame that cannot be transformed
 * @param frameText the frame as the table gives it
 * @param lonDegrees degrees in one unit of the first column
 * @param latDegrees likewise of the second
 * @param level how the columns were found: the lower, the more reliable
 */
record AnglePair(
        int lon,
        int lat,
        AngleName.Axis axis,
        CelestialFrame frame,
        String frameText,
        double lonDegrees,
        double latDegrees,
        int level)
        implements PositionColumns {

    /**
     * A pair of two columns with matching angles; empty if one has a unit that is not one of angles.
     *
     * @param named the frame in their names, or null
     */
    static Optional<AnglePair> of(
            Column lonColumn,
            int lon,
            Column latColumn,
            int lat,
            AngleName.Axis axis,
            CelestialFrame named,
            int level) {
        OptionalDouble lonUnit = AngleUnit.degrees(unit(lonColumn));
        OptionalDouble latUnit = AngleUnit.degrees(unit(latColumn));
        if (lonUnit.isEmpty() || latUnit.isEmpty()) {
            return Optional.empty();
        }
        CoordinateSystem coosys = lonColumn.coosys() == null ? latColumn.coosys() : lonColumn.coosys();
        CelestialFrame frame = named == null ? axis.usualFrame() : named;
        if (coosys != null && !coosys.isUnknown()) {
            frame = coosys.frame().filter(it -> axis.isOf(it.system())).orElse(null);
        }
        String text = coosys == null ? String.valueOf(frame) : coosys.toString();
        return Optional.of(
                new AnglePair(lon, lat, axis, frame, text, lonUnit.getAsDouble(), latUnit.getAsDouble(), level));
    }

    private static String unit(Column column) {
        return column.unit().isBlank()
                ? AngleName.of(column.name()).map(AngleName::unit).orElse("")
                : column.unit();
    }

    /** Frames that equal ICRS to within milliarcseconds first, those that cannot be transformed last. */
    int preference() {
        if (frame == null) {
            return 2;
        }
        return frame.isModern() ? 0 : 1;
    }

    @Override
    public Optional<SkyPosition> of(Row row) {
        if (frame == null) {
            return Optional.empty();
        }
        OptionalDouble lonValue = row.number(lon);
        OptionalDouble latValue = row.number(lat);
        if (lonValue.isEmpty() || latValue.isEmpty()) {
            return frame.system().isEquatorial() ? sexagesimal(row) : Optional.empty();
        }
        double lonDeg = lonValue.getAsDouble() * lonDegrees;
        double latDeg = latValue.getAsDouble() * latDegrees;
        double least = frame.system().isEquatorial() ? 0 : -180; // both conventions for longitudes occur
        boolean onTheSphere = lonDeg >= least && lonDeg <= 360 && Math.abs(latDeg) <= 90;
        return onTheSphere ? Optional.of(frame.toIcrs(lonDeg, latDeg)) : Optional.empty();
    }

    /** Texts such as {@code 04 07 16.5} and {@code +03:42:26}, as some catalogues have them. */
    private Optional<SkyPosition> sexagesimal(Row row) {
        Optional<String> lonText = row.text(lon);
        Optional<String> latText = row.text(lat);
        if (lonText.isEmpty() || latText.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Coordinates.parse(lonText.get() + ", " + latText.get())
                    .map(read -> frame.toIcrs(read.raDeg(), read.decDeg()));
        } catch (Problem offTheSky) {
            return Optional.empty(); // as for a number off the sky
        }
    }

    @Override
    public boolean isGiven(Row row) {
        return row.text(lon).isPresent() || row.text(lat).isPresent();
    }

    @Override
    public String written(Row row) {
        return row.text(lon).orElse("") + ", " + row.text(lat).orElse("");
    }

    @Override
    public boolean has(int column) {
        return column == lon || column == lat;
    }
}
