package dev.voyage.cone.position;

import dev.voyage.sky.CelestialFrame;
import dev.voyage.sky.SkyPosition;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.CoordinateSystem;
import dev.voyage.votable.table.Row;
import java.util.Locale;
import java.util.Optional;

/**
 * Positions in one column, right ascension and declination in degrees with a blank between them: a point of DALI, or the location of
 * a spectrum (SSA 1.1, appendix D).
 *
 * @param frame null for a frame that cannot be transformed
 */
record PointColumn(int column, CelestialFrame frame, String frameText) implements PositionColumns {

    private static final String LOCATION = "char.spatialaxis.coverage.location.value";

    /** The location of spectra, else the only point that is a position; empty if there is none. */
    static Optional<PointColumn> in(Columns columns) {
        var location = columns.first(column -> isInDegrees(column)
                && column.utype().strip().toLowerCase(Locale.ROOT).endsWith(LOCATION));
        var found = location.isPresent()
                ? location
                : columns.first(column -> isInDegrees(column)
                        && column.xtype().strip().equalsIgnoreCase("point")
                        && Ucd.is("pos.eq").test(column));
        return found.isPresent() ? Optional.of(of(columns, found.getAsInt())) : Optional.empty();
    }

    private static PointColumn of(Columns columns, int index) {
        CoordinateSystem coosys = columns.at(index).coosys();
        CelestialFrame frame = coosys == null || coosys.isUnknown()
                ? CelestialFrame.ICRS
                : coosys.frame().filter(it -> it.system().isEquatorial()).orElse(null);
        return new PointColumn(index, frame, coosys == null ? "ICRS" : coosys.toString());
    }

    private static boolean isInDegrees(Column column) {
        return column.unit().isBlank() || column.unit().strip().equals("deg");
    }

    @Override
    public Optional<SkyPosition> of(Row row) {
        String[] parts = row.text(column).orElse("").split("[\\s,]+", -1);
        if (frame == null || parts.length != 2) {
            return Optional.empty();
        }
        try {
            double raDeg = Double.parseDouble(parts[0]);
            double decDeg = Double.parseDouble(parts[1]);
            boolean onTheSphere = raDeg >= 0 && raDeg <= 360 && Math.abs(decDeg) <= 90;
            return onTheSphere ? Optional.of(frame.toIcrs(raDeg, decDeg)) : Optional.empty();
        } catch (NumberFormatException noPoint) {
            return Optional.empty();
        }
    }

    @Override
    public boolean has(int index) {
        return index == column;
    }

    @Override
    public boolean isGiven(Row row) {
        return row.text(column).isPresent();
    }

    @Override
    public String written(Row row) {
        return row.text(column).orElse("");
    }
}
