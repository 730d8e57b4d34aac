package dev.voyage.api.searches;

import dev.voyage.api.message.QueryParameters;
import dev.voyage.cone.DataRanges;
import dev.voyage.datalink.rule.LinkChoice;
import dev.voyage.problem.Problem;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.SourcePreference;
import dev.voyage.search.request.Target;
import dev.voyage.search.request.Via;
import dev.voyage.sky.SkyPosition;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A search as the flat query of {@code /v1/stream}. */
public final class SearchQueryParser {

    /** The names that describe a search. */
    public static final Set<String> NAMES = Set.of(
            "adql",
            "target",
            "ra",
            "dec",
            "catalogue",
            "radius",
            "where",
            "include",
            "exclude",
            "action",
            "source",
            "links",
            "via",
            "select",
            "band",
            "time",
            "name");

    private SearchQueryParser() {}

    /** The names together with others that the resource accepts. */
    public static Set<String> namesAnd(String... others) {
        Set<String> names = new HashSet<>(NAMES);
        names.addAll(Set.of(others));
        return names;
    }

    /**
     * @throws Problem that names the parameter
     */
    public static SearchRequest read(QueryParameters query) {
        return read(query, null);
    }

    /**
     * As {@link #read(Query)}.
     *
     * @param table a file of targets sent with it: then the query itself names none; null if there is none
     */
    static SearchRequest read(QueryParameters query, byte[] table) {
        List<Target> uploaded = SearchBodyParser.targets(
                table, query.one(SearchBodyParser.RA_COLUMN), query.one(SearchBodyParser.DEC_COLUMN));
        Optional<String> adql = query.one("adql");
        for (String name : List.of("ra", "dec")) {
            if (adql.isPresent() && !query.all(name).isEmpty()) {
                throw Problem.badParameter(name, "give adql or a position, not both: a query selects its rows itself");
            }
        }
        return new SearchRequest(
                        targets(query, uploaded),
                        query.all("catalogue"),
                        query.number("radius").orElse(SearchRequest.defaultRadiusDeg(adql.orElse(null))),
                        query.one("where").orElse(null),
                        query.all("include"),
                        query.all("exclude"),
                        query.one("action").map(Action::of).orElse(Action.DOWNLOAD),
                        query.one("source").map(SourcePreference::of).orElse(SourcePreference.AUTO),
                        query.all("links").isEmpty() ? LinkChoice.DEFAULT : LinkChoice.of(query.all("links")),
                        query.one("via").map(Via::of).orElse(Via.AUTO),
                        query.all("select"),
                        adql.orElse(null),
                        DataRanges.of(
                                query.one("band").orElse(null),
                                query.one("time").orElse(null)))
                .named(query.one("name").orElse(null))
                .checked();
    }

    private static List<Target> targets(QueryParameters query, List<Target> uploaded) {
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

    private static Optional<SkyPosition> position(QueryParameters query) {
        Optional<Double> ra = query.number("ra");
        Optional<Double> dec = query.number("dec");
        if (ra.isPresent() != dec.isPresent()) {
            String missing = ra.isPresent() ? "dec" : "ra";
            throw Problem.badParameter(missing, "ra and dec go together: " + missing + " is missing");
        }
        return ra.map(degrees -> PositionParameters.position("ra", degrees, "dec", dec.orElseThrow()));
    }
}
