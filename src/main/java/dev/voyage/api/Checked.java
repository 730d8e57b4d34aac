package dev.voyage.api;

import dev.voyage.problem.Problem;
import dev.voyage.sky.SkyPosition;

/** Positions as both forms of a search give them. */
final class Checked {

    private Checked() {}

    /** ICRS degrees; the names are those of the form, for the problem. */
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
