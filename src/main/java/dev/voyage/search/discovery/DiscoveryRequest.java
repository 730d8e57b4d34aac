package dev.voyage.search.discovery;

import dev.voyage.problem.Problem;
import dev.voyage.registry.NearbyCatalogues;
import dev.voyage.registry.NearbyCatalogues.Place;
import dev.voyage.upstream.FairnessKey;

/**
 * A question: which of the catalogues around a place have something there?
 *
 * @param name of the place, as asked
 * @param limit how many catalogues are asked, the first of the ranking
 * @param party that takes turns for the requests of this discovery at their hosts
 */
public record DiscoveryRequest(String name, Place place, int limit, FairnessKey party) {

    /** @throws Problem {@code BAD_PARAMETER} for {@code limit} */
    public DiscoveryRequest {
        checkLimit(limit);
    }

    /** @throws Problem {@code BAD_PARAMETER} unless so many catalogues may be asked */
    public static void checkLimit(int limit) {
        if (limit < 1 || limit > NearbyCatalogues.MOST) {
            throw Problem.invalidField(
                    "limit", "limit must be a number from 1 to " + NearbyCatalogues.MOST + ", not " + limit);
        }
    }
}
