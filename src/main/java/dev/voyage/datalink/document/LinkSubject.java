package dev.voyage.datalink.document;

import java.util.List;
import java.util.Set;

/**
 * The observation that a linked document is about.
 *
 * @param observation its id in the search
 * @param ids the ids that it may have there
 * @param echo of all ids that the search knows
 */
public record LinkSubject(String observation, Set<String> ids, IdMatcher echo) {

    public LinkSubject {
        ids = Set.copyOf(ids);
    }

    /** An observation that is requested by this id. */
    public static LinkSubject by(String id, IdMatcher echo) {
        return new LinkSubject(id, Set.of(id), echo);
    }

    List<String> asOne() {
        return List.of(observation);
    }
}
