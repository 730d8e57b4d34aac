package dev.voyage.cone;

import dev.voyage.coding.PercentCoding;
import dev.voyage.sky.SkyPosition;
import java.net.URI;

/**
 * A search for images and cubes that touch a circle on the sky (SIA 2.0, section 2.1): their centres may lie outside of it, so it
 * excludes none of the rows.
 *
 * @param endpoint the base URL of the {query} resource
 * @param radiusDeg degrees, above 0, at most 180
 * @param ranges of spectrum and time that the data touch
 * @param mostRows that are wanted; one more is requested, so that an answer that is cut is noticed in any case
 * @see <a href="https://www.ivoa.net/documents/SIA/20151223/">Simple Image Access 2.0</a>
 */
public record ImageQuery(URI endpoint, SkyPosition centre, double radiusDeg, DataRanges ranges, long mostRows)
        implements PositionQuery {

    public ImageQuery {
        PositionQuery.checkData(radiusDeg, mostRows);
    }

    /** POS, BAND and TIME if they are limited, and MAXREC. */
    @Override
    public URI toUri() {
        String circle = "CIRCLE " + PositionQuery.plain(centre.raDeg()) + " " + PositionQuery.plain(centre.decDeg())
                + " " + PositionQuery.plain(radiusDeg);
        var parameters = new StringBuilder("POS=").append(PercentCoding.encode(circle));
        if (ranges.band() != null) {
            parameters
                    .append("&BAND=")
                    .append(PercentCoding.encode(ranges.band().text()));
        }
        if (ranges.time() != null) {
            parameters
                    .append("&TIME=")
                    .append(PercentCoding.encode(ranges.time().text()));
        }
        return PositionQuery.address(
                endpoint,
                parameters
                        .append("&MAXREC=")
                        .append(PositionQuery.mostRecords(mostRows))
                        .toString());
    }

    @Override
    public String protocol() {
        return "sia";
    }
}
