package dev.voyage.cone;

import dev.voyage.sky.SkyPosition;
import java.net.URI;

/**
 * A cone search with a limit of its rows, for services of version 1.1 or newer: older ones do not know the parameter.
 *
 * @param mostRows that are wanted, at least 1; one more is requested, so that an answer that is cut is noticed in any case
 */
public record LimitedConeQuery(ConeQuery cone, long mostRows) implements PositionQuery {

    public LimitedConeQuery {
        PositionQuery.checkData(cone.radiusDeg(), mostRows);
    }

    @Override
    public URI endpoint() {
        return cone.endpoint();
    }

    @Override
    public SkyPosition centre() {
        return cone.centre();
    }

    /** The parameters of the cone, and MAXREC. */
    @Override
    public URI toUri() {
        return PositionQuery.address(cone.toUri(), "MAXREC=" + PositionQuery.mostRecords(mostRows));
    }

    @Override
    public String protocol() {
        return cone.protocol();
    }

    @Override
    public boolean excludes(double offsetArcmin) {
        return cone.excludes(offsetArcmin);
    }
}
