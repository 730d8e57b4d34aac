package dev.voyage.api.vo;

import dev.voyage.api.message.QueryParameters;
import dev.voyage.problem.Problem;
import dev.voyage.registry.NearbyCatalogues.Place;
import dev.voyage.resolve.Resolver;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.upstream.RequestContext;
import io.smallrye.mutiny.Uni;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A question about the catalogues around a place, as the query of a request.
 *
 * @param near a name, or coordinates as text
 * @param question the same about any position
 */
public record PlaceParameters(String near, Place question) {

    private static final int LONGEST = 4096;

    private static final String NEAR = "near";
    private static final String RADIUS = "radius";
    private static final String UNKNOWN = "unknown";
    private static final String KEYWORDS = "keywords";

    /** The names of the parameters together with another one. */
    public static Set<String> namesAnd(String... others) {
        Set<String> names = new HashSet<>(List.of(NEAR, RADIUS, UNKNOWN, KEYWORDS));
        names.addAll(List.of(others));
        return names;
    }

    /**
     * The question, if the query has a place.
     *
     * @throws Problem {@code BAD_PARAMETER}, except for {@code near} that is neither a name nor a position; also for parameters that only a question about a place has
     */
    public static Optional<PlaceParameters> in(QueryParameters query) {
        Optional<String> near = query.one(NEAR);
        for (String name : List.of(RADIUS, UNKNOWN)) {
            if (near.isEmpty() && query.one(name).isPresent()) {
                throw Problem.badParameter(name, name + " goes with a place, such as near=3C%20105");
            }
        }
        if (near.isEmpty()) {
            return Optional.empty();
        }
        String place = near.map(String::strip)
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST)
                .orElseThrow(() -> Problem.badParameter(NEAR, "give a name or coordinates, such as near=3C%20105"));
        return Optional.of(new PlaceParameters(
                place,
                Place.anywhere(
                        query.number(RADIUS).orElse(SearchRequest.DEFAULT_RADIUS_DEG),
                        keywords(query).orElse(null),
                        query.flag(UNKNOWN, false))));
    }

    /**
     * The keywords, which may be missing.
     *
     * @throws Problem {@code BAD_PARAMETER} if they are blank
     */
    static Optional<String> keywords(QueryParameters query) {
        return query.one(KEYWORDS).map(text -> {
            if (text.isBlank() || text.length() > LONGEST) {
                throw Problem.badParameter(KEYWORDS, "give keywords, such as keywords=nustar");
            }
            return text.strip();
        });
    }

    /** Resolves the place; fails as {@link Resolver#locate}, for the parameter {@code near}. */
    public Uni<Place> place(Resolver resolver) {
        return resolver.locate(near, RequestContext.NONE)
                .map(found -> question.around(found.position()))
                .onFailure(Problem.class)
                .transform(problem -> problem.naming(Map.of("target", NEAR)));
    }
}
