package dev.voyage.cone;

import dev.voyage.problem.Problem;
import dev.voyage.sky.Coordinates;
import dev.voyage.sky.SkyPosition;
import dev.voyage.votable.Column;
import dev.voyage.votable.Columns;
import dev.voyage.votable.Row;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * Where the rows of one table lie on the sky. The two columns are found as a pair, so that both are
 * of one frame: by UCD (SCS 1.1, then UCD1 as in SCS 1.03, then without {@code meta.main}), then by
 * name.
 */
public final class Positions {

    private static final List<List<Predicate<Column>>> PAIRS = List.of(
            List.of(Ucd.is("pos.eq.ra;meta.main"), Ucd.is("pos.eq.dec;meta.main")),
            List.of(Ucd.is("POS_EQ_RA_MAIN"), Ucd.is("POS_EQ_DEC_MAIN")),
            List.of(Ucd.is("pos.eq.ra"), Ucd.is("pos.eq.dec")),
            List.of(Ucd.is("POS_EQ_RA"), Ucd.is("POS_EQ_DEC")),
            List.of(named("ra"), named("dec")),
            List.of(named("s_ra"), named("s_dec")),
            List.of(named("ra_icrs"), named("de_icrs")),
            List.of(named("ra_icrs"), named("dec_icrs")),
            List.of(named("_raj2000"), named("_dej2000")),
            List.of(named("raj2000"), named("dej2000")),
            List.of(named("ra_j2000"), named("dec_j2000")),
            List.of(named("ra2000"), named("dec2000")),
            List.of(named("ra_deg"), named("dec_deg")),
            List.of(named("radeg"), named("decdeg")),
            List.of(named("radeg"), named("dedeg")));

    private final Columns columns;
    private final int ra;
    private final int dec;

    private Positions(Columns columns, int ra, int dec) {
        this.columns = columns;
        this.ra = ra;
        this.dec = dec;
    }

    /** The positions of a table; of one without such columns, always missing. */
    public static Positions in(Columns columns) {
        for (List<Predicate<Column>> pair : PAIRS) {
            OptionalInt ra = best(columns, pair.get(0));
            OptionalInt dec = best(columns, pair.get(1));
            if (ra.isPresent() && dec.isPresent()) {
                return new Positions(columns, ra.getAsInt(), dec.getAsInt());
            }
        }
        return new Positions(columns, -1, -1);
    }

    /** Empty where a coordinate is missing, is no angle, or lies outside the sphere. */
    public Optional<SkyPosition> of(Row row) {
        if (ra < 0) {
            return Optional.empty();
        }
        OptionalDouble raDeg = degrees(row, ra);
        OptionalDouble decDeg = degrees(row, dec);
        if (raDeg.isEmpty() || decDeg.isEmpty()) {
            return sexagesimal(row);
        }
        double turned = raDeg.getAsDouble() == 360 ? 0 : raDeg.getAsDouble();
        boolean onTheSphere = turned >= 0 && turned < 360 && Math.abs(decDeg.getAsDouble()) <= 90;
        return onTheSphere ? Optional.of(new SkyPosition(turned, decDeg.getAsDouble())) : Optional.empty();
    }

    /** Whether the table has such columns. */
    public boolean areThere() {
        return ra >= 0;
    }

    /** Whether a row has something in one of them, be it a position or not. */
    public boolean isGiven(Row row) {
        return ra >= 0 && (row.text(ra).isPresent() || row.text(dec).isPresent());
    }

    /** What a row has in them. */
    public String written(Row row) {
        return row.text(ra).orElse("") + ", " + row.text(dec).orElse("");
    }

    /** As {@code 04 07 16.5} and {@code +03:42:26}, which catalogues have as text. */
    private Optional<SkyPosition> sexagesimal(Row row) {
        Optional<String> raText = row.text(ra);
        Optional<String> decText = row.text(dec);
        if (raText.isEmpty() || decText.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Coordinates.parse(raText.get() + ", " + decText.get());
        } catch (Problem offTheSky) {
            return Optional.empty(); // as a number off the sky is
        }
    }

    private OptionalDouble degrees(Row row, int index) {
        OptionalDouble number = row.number(index);
        if (number.isEmpty()) {
            return number;
        }
        double value = number.getAsDouble();
        return switch (columns.at(index).unit().strip().toLowerCase(Locale.ROOT)) {
            case "rad" -> OptionalDouble.of(Math.toDegrees(value));
            case "h", "hourangle" -> OptionalDouble.of(value * 15);
            case "arcmin" -> OptionalDouble.of(value / 60);
            case "arcsec" -> OptionalDouble.of(value / 3600);
            default -> number; // deg, or not said
        };
    }

    /** The first that holds numbers, else the first: catalogues have both forms side by side. */
    private static OptionalInt best(Columns columns, Predicate<Column> wanted) {
        OptionalInt numeric =
                columns.first(wanted.and(column -> column.datatype().isNumeric()));
        return numeric.isPresent() ? numeric : columns.first(wanted);
    }

    private static Predicate<Column> named(String name) {
        return column -> column.name().strip().equalsIgnoreCase(name);
    }
}
