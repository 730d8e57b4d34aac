package dev.voyage.api;

import dev.voyage.problem.Problem;
import dev.voyage.search.Action;
import dev.voyage.search.SearchRequest;
import dev.voyage.search.Source;
import dev.voyage.sky.SkyPosition;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A search as the flat query of {@code /v1/stream}. */
final class FlatForm {

    /** The names that describe a search. */
    static final Set<String> NAMES =
            Set.of("target", "ra", "dec", "catalogue", "radius", "where", "include", "exclude", "action", "source");

    private FlatForm() {}

    /** The names together with others that the resource takes. */
    static Set<String> namesAnd(String... others) {
        Set<String> names = new HashSet<>(NAMES);
        names.addAll(Set.of(others));
        return names;
    }

    /**
     * @throws Problem that names the parameter
     */
    static SearchRequest read(Query query) {
        return Checked.request(new SearchRequest(
                query.one("target").orElse(null),
                position(query).orElse(null),
                query.one("catalogue").orElse(null),
                query.number("radius").orElse(SearchRequest.DEFAULT_RADIUS_DEG),
                query.one("where").orElse(null),
                query.all("include"),
                query.all("exclude"),
                query.one("action").map(Action::of).orElse(Action.DOWNLOAD),
                query.one("source").map(Source::of).orElse(Source.AUTO)));
    }

    private static Optional<SkyPosition> position(Query query) {
        Optional<Double> ra = query.number("ra");
        Optional<Double> dec = query.number("dec");
        if (ra.isPresent() != dec.isPresent()) {
            String missing = ra.isPresent() ? "dec" : "ra";
            throw Problem.badParameter(missing, "ra and dec go together: " + missing + " is missing");
        }
        return ra.map(degrees -> Checked.position("ra", degrees, "dec", dec.orElseThrow()));
    }
}
