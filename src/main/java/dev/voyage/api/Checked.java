package dev.voyage.api;

import dev.voyage.problem.Problem;
import dev.voyage.search.SearchRequest;
import dev.voyage.sky.SkyPosition;
import dev.voyage.where.Condition;

/** What both forms of a search are held to beyond what {@link SearchRequest} checks itself. */
final class Checked {

    private Checked() {}

    /**
     * @throws Problem {@code BAD_CONDITION} with the position where {@code where} cannot be read
     */
    static SearchRequest request(SearchRequest request) {
        if (request.where() != null) {
            Condition.parse(request.where());
        }
        return request;
    }

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
