package dev.voyage.cone;

import dev.voyage.coding.PercentCoding;
import dev.voyage.sky.SkyPosition;
import java.net.URI;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.DoubleFunction;

/**
 * A search for spectra that touch a circle on the sky (SSA 1.1, section 4.1): the positions of their apertures may lie outside of it,
 * so it excludes none of the rows.
 *
 * @param radiusDeg degrees, above 0, at most 180; the request has the diameter
 * @param ranges of spectrum and time that the data touch
 * @param mostRows that are wanted; one more is requested, so that an answer that is cut is noticed in any case
 * @see <a href="https://www.ivoa.net/documents/SSA/20120210/">Simple Spectral Access 1.1</a>
 */
public record SpectrumQuery(URI endpoint, SkyPosition centre, double radiusDeg, DataRanges ranges, long mostRows)
        implements PositionQuery {

    private static final String PLAIN = ",/:";
    private static final double MJD_OF_1970 = 40_587;
    private static final double MILLIS_OF_A_DAY = 86_400_000;

    public SpectrumQuery {
        PositionQuery.checkData(radiusDeg, mostRows);
    }

    /** REQUEST, POS, SIZE, BAND and TIME if they are limited, all formats, and MAXREC. */
    @Override
    public URI toUri() {
        var parameters = new StringBuilder("REQUEST=queryData&POS=")
                .append(PositionQuery.plain(centre.raDeg()))
                .append(',')
                .append(PositionQuery.plain(centre.decDeg()))
                .append("&SIZE=")
                .append(PositionQuery.plain(2 * radiusDeg));
        if (ranges.band() != null) {
            parameters.append("&BAND=").append(range(ranges.band(), PositionQuery::plain));
        }
        if (ranges.time() != null) {
            parameters.append("&TIME=").append(range(ranges.time(), SpectrumQuery::date));
        }
        return PositionQuery.address(
                endpoint,
                parameters
                        .append("&FORMAT=all&MAXREC=")
                        .append(PositionQuery.mostRecords(mostRows))
                        .toString());
    }

    /** One value, or two with a slash between them, of which one may be missing (SSA 1.1, section 8.7.2). */
    private static String range(ValueInterval interval, DoubleFunction<String> written) {
        String low = Double.isInfinite(interval.low()) ? "" : written.apply(interval.low());
        String high = Double.isInfinite(interval.high()) ? "" : written.apply(interval.high());
        return PercentCoding.encode(interval.low() == interval.high() ? low : low + "/" + high, PLAIN);
    }

    /** The date and time of a Modified Julian Date to the millisecond, in ISO 8601, UTC. */
    private static String date(double mjd) {
        long millis = Math.round((mjd - MJD_OF_1970) * MILLIS_OF_A_DAY);
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(LocalDateTime.ofEpochSecond(
                Math.floorDiv(millis, 1000L), (int) Math.floorMod(millis, 1000L) * 1_000_000, ZoneOffset.UTC));
    }

    @Override
    public String protocol() {
        return "ssa";
    }
}
