package dev.voyage.search.request;

import dev.voyage.cone.DataRanges;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import dev.voyage.registry.Registry;
import dev.voyage.tap.TapEndpoint;
import java.util.List;

/** The rules for requests with a query in ADQL: it replaces the targets, and the catalogue is a TAP service. */
final class QueryRules {

    private QueryRules() {}

    /** @throws Problem {@code BAD_PARAMETER} that names a parameter that contradicts the query, or is missing beside it */
    static void check(List<Target> targets, List<String> catalogues, double radiusDeg, Via via, DataRanges ranges) {
        if (!targets.isEmpty()) {
            throw beside(targets.size() > 1 ? "targets" : "target");
        } else if (catalogues.isEmpty()) {
            throw Problem.invalidField(
                    "catalogue",
                    "give a catalogue: with adql it is a TAP service, such as https://host/tap, or an ivoid or table name"
                            + " with one in its record");
        } else if (catalogues.size() > 1) {
            throw Problem.invalidField(
                    "catalogues", "adql is a query for one TAP service, not for " + catalogues.size() + " catalogues");
        } else if (!Double.isNaN(radiusDeg)) {
            throw beside("radius");
        } else if (via != Via.AUTO && via != Via.TAP) {
            throw Problem.invalidField("via", "via is " + via.word() + ", but a query in ADQL needs TAP");
        } else if (!ranges.isNone()) {
            throw beside(ranges.firstName());
        }
    }

    private static Problem beside(String name) {
        return Problem.invalidField(name, "give adql or a " + name + ", not both: a query selects its rows itself");
    }

    /** @throws Problem {@code BAD_PARAMETER} for {@code catalogue} if it cannot be a TAP service */
    static void checkService(String catalogue) {
        if (catalogue.indexOf('#') >= 0) {
            throw Problem.invalidField(
                    "catalogue",
                    "with adql the catalogue is a TAP service without a table, not " + QuotedText.of(catalogue));
        } else if (TapEndpoint.in(catalogue).isEmpty()) {
            Registry.check(catalogue);
        }
    }
}
