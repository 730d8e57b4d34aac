package dev.voyage.cone.position;

import dev.voyage.sky.CelestialFrame;
import dev.voyage.sky.SkyPosition;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.CoordinateSystem;
import dev.voyage.votable.table.Row;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Positions in six or seven columns: hours, minutes and seconds of right ascension, the sign of the declination, its
 * degrees, minutes and seconds.
 *
 * @param sign column of the sign, or -1: then the degrees have it
 * @see <a href="https://vizier.cds.unistra.fr/doc/catstd-3.3.htx">Standards for Astronomical Catalogues, 3.3.2</a>
 */
record SplitAngles(List<Integer> ra, int sign, List<Integer> dec, CelestialFrame frame, String frameText)
        implements PositionColumns {

    /** The split angles of a table; empty if hours or degrees are missing. Minutes and seconds are optional. */
    static Optional<SplitAngles> in(Columns columns) {
        List<Integer> ra = List.of(named(columns, "rah"), named(columns, "ram"), named(columns, "ras"));
        for (String name : new String[] {"de", "dec"}) {
            List<Integer> dec =
                    List.of(named(columns, name + "d"), named(columns, name + "m"), named(columns, name + "s"));
            int sign = Math.max(named(columns, name + "-"), named(columns, name + "sign"));
            if (ra.get(0) >= 0 && ra.get(1) >= 0 && dec.get(0) >= 0 && dec.get(1) >= 0) {
                CoordinateSystem coosys = columns.at(ra.get(0)).coosys();
                CelestialFrame frame = coosys == null || coosys.isUnknown()
                        ? CelestialFrame.ICRS
                        : coosys.frame()
                                .filter(it -> it.system().isEquatorial())
                                .orElse(null);
                return Optional.of(new SplitAngles(ra, sign, dec, frame, coosys == null ? "ICRS" : coosys.toString()));
            }
        }
        return Optional.empty();
    }

    private static int named(Columns columns, String name) {
        OptionalInt found = columns.first(column -> plain(column).equals(name));
        return found.orElse(-1);
    }

    private static String plain(Column column) {
        return column.name().strip().toLowerCase(Locale.ROOT).replaceAll("[_. ]", "");
    }

    @Override
    public Optional<SkyPosition> of(Row row) {
        OptionalDouble hours = sum(row, ra, 24);
        OptionalDouble degrees = sum(row, dec, 90);
        if (frame == null || hours.isEmpty() || degrees.isEmpty() || hours.getAsDouble() >= 24) {
            return Optional.empty();
        }
        double decDeg = isSouth(row) ? -degrees.getAsDouble() : degrees.getAsDouble();
        return Math.abs(decDeg) > 90 ? Optional.empty() : Optional.of(frame.toIcrs(hours.getAsDouble() * 15, decDeg));
    }

    private boolean isSouth(Row row) {
        String written = row.text(sign >= 0 ? sign : dec.get(0)).orElse("");
        return written.startsWith("-") || written.startsWith("\u2212");
    }

    /** The sum of the parts that are present; the first is required. */
    private static OptionalDouble sum(Row row, List<Integer> parts, int most) {
        double sum = 0;
        double size = 1;
        for (int i = 0; i < parts.size(); i++) {
            OptionalDouble part = parts.get(i) < 0 ? OptionalDouble.empty() : row.number(parts.get(i));
            boolean isGiven = parts.get(i) >= 0 && row.text(parts.get(i)).isPresent();
            double value = Math.abs(part.orElse(0));
            if (i == 0 ? part.isEmpty() || value > most : (isGiven && part.isEmpty()) || value > 60) {
                return OptionalDouble.empty();
            }
            sum += value * size;
            size /= 60;
        }
        return OptionalDouble.of(sum);
    }

    @Override
    public boolean isGiven(Row row) {
        return row.text(ra.get(0)).isPresent() || row.text(dec.get(0)).isPresent();
    }

    @Override
    public String written(Row row) {
        var text = new StringBuilder();
        for (int part : ra) {
            text.append(part < 0 ? "" : row.text(part).orElse("")).append(' ');
        }
        text.setCharAt(text.length() - 1, ',');
        text.append(' ').append(sign < 0 ? "" : row.text(sign).orElse(""));
        for (int part : dec) {
            text.append(part < 0 ? "" : row.text(part).orElse("")).append(' ');
        }
        return text.toString().strip();
    }

    /** Its columns, none of which is an angle alone. */
    @Override
    public boolean has(int column) {
        return column == sign || ra.contains(column) || dec.contains(column);
    }
}
