package dev.voyage.cone;

import dev.voyage.coding.PercentCoding;
import dev.voyage.sky.SkyPosition;
import java.net.URI;

/**
 * A cone on the sky, and the service to query.
 *
 * @param endpoint the base URL as the registry has it, kept byte for byte
 * @param radiusDeg degrees, 0 to 180; 0 requests the columns only
 * @param verbosity 1 few columns, 2 the usual ones, 3 all
 * @param table to search, at a service of version 2 that has several; null for none
 */
public record ConeQuery(URI endpoint, SkyPosition centre, double radiusDeg, int verbosity, String table)
        implements PositionQuery {

    private static final double ROUNDING_ARCMIN = 1 / 60.0;

    public ConeQuery {
        if (!(radiusDeg >= 0 && radiusDeg <= 180)) {
            throw new IllegalArgumentException("radiusDeg must be in [0, 180]: " + radiusDeg);
        }
        if (verbosity < 1 || verbosity > 3) {
            throw new IllegalArgumentException("verbosity must be 1, 2 or 3: " + verbosity);
        }
    }

    /** A search that names no table. */
    public ConeQuery(URI endpoint, SkyPosition centre, double radiusDeg, int verbosity) {
        this(endpoint, centre, radiusDeg, verbosity, null);
    }

    /** The same search with this verbosity. */
    public ConeQuery verbosity(int wanted) {
        return new ConeQuery(endpoint, centre, radiusDeg, wanted, table);
    }

    /**
     * RA, DEC, SR and VERB as plain decimal numbers, and TABLE if it names one. Nothing else: services of version 2 refuse
     * any other parameter, and any of these in lower case.
     */
    @Override
    public URI toUri() {
        return PositionQuery.address(
                endpoint,
                "RA="
                        + PositionQuery.plain(centre.raDeg())
                        + "&DEC="
                        + PositionQuery.plain(centre.decDeg())
                        + "&SR="
                        + PositionQuery.plain(radiusDeg)
                        + "&VERB="
                        + verbosity
                        + (table == null ? "" : "&TABLE=" + PercentCoding.encode(table)));
    }

    @Override
    public String protocol() {
        return "cone";
    }

    /**
     * Whether a distance from the centre exceeds the radius. One arcsecond of tolerance is allowed: a position in
     * degrees as a single-precision number is off by up to 0.06 arcseconds, with four decimals by 0.18, and one with
     * tenths of seconds of time by 0.75, so that a service that computes with more digits rightly sends such a row.
     */
    @Override
    public boolean excludes(double offsetArcmin) {
        return offsetArcmin > radiusDeg * 60 + ROUNDING_ARCMIN;
    }
}
