package dev.voyage.api;

import dev.voyage.problem.Problem;
import dev.voyage.search.Action;
import dev.voyage.search.SearchRequest;
import dev.voyage.search.Source;
import dev.voyage.search.Target;
import dev.voyage.sky.SkyPosition;
import java.util.HashSet;
import java.util.List;
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
        return read(query, List.of());
    }

    /**
     * As {@link #read(Query)}.
     *
     * @param uploaded targets that came beside it: then it names none itself; empty where none came
     */
    static SearchRequest read(Query query, List<Target> uploaded) {
        return new SearchRequest(
                        targets(query, uploaded),
                        query.all("catalogue"),
                        query.number("radius").orElse(SearchRequest.DEFAULT_RADIUS_DEG),
                        query.one("where").orElse(null),
                        query.all("include"),
                        query.all("exclude"),
                        query.one("action").map(Action::of).orElse(Action.DOWNLOAD),
                        query.one("source").map(Source::of).orElse(Source.AUTO))
                .checked();
    }

    private static List<Target> targets(Query query, List<Target> uploaded) {
        List<Target> named = query.all("target").stream().map(Target::named).toList();
        Optional<SkyPosition> position = position(query);
        int ways = (named.isEmpty() ? 0 : 1) + (position.isPresent() ? 1 : 0) + (uploaded.isEmpty() ? 0 : 1);
        if (ways > 1) {
            throw Problem.badParameter(
                    "target", "give exactly one of target, a position (ra and dec), and targets in a file");
        } else if (!uploaded.isEmpty()) {
            return uploaded;
        }
        return position.map(at -> List.of(new Target(null, at))).orElse(named);
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
