package dev.voyage.api.searches;

import dev.voyage.problem.Problem;
import dev.voyage.sky.SkyPosition;

/** Positions in the two request forms of a search. */
final class PositionParameters {

    private PositionParameters() {}

    /** ICRS degrees; the names are the parameters of the request, for the problem. */
    static SkyPosition position(String raName, double raDeg, String decName, double decDeg) {
        if (!(raDeg >= 0 && raDeg < 360)) {
            throw Problem.badParameter(raName, raName + " must be from 0 to below 360 degrees, not " + raDeg);
        }
        if (!(decDeg >= -90 && decDeg <= 90)) {
            throw Problem.badParameter(decName, decName + " must be from -90 to 90 degrees, not " + decDeg);
        }
        return new SkyPosition(raDeg, decDeg);
    }
}
