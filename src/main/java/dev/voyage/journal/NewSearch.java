package dev.voyage.journal;

import java.time.Instant;
import java.util.Map;

/**
 * A search to be written down.
 *
 * @param id made by {@link SearchIds}
 * @param request as understood, JSON-ready; it stands in {@code search.accepted}
 * @param href where the search lives; it stands in {@code search.accepted}
 * @param client who asks; empty where nobody is known
 * @param idempotencyKey the client's name for this very request, or null
 * @param retryOf the search whose failures it runs again, or null
 */
public record NewSearch(
        String id, Map<String, Object> request, String href, String client, String idempotencyKey, String retryOf) {

    /** One that stands for itself. */
    public NewSearch(String id, Map<String, Object> request, String href, String client, String idempotencyKey) {
        this(id, request, href, client, idempotencyKey, null);
    }

    public NewSearch {
        if (!SearchIds.isId(id)) {
            throw new IllegalArgumentException("not made by SearchIds: " + id);
        }
    }

    SearchRecord record(String owner, Instant created, SearchState state) {
        return new SearchRecord(
                id,
                request,
                href,
                client,
                owner,
                created,
                state.phase(),
                state.outcome(),
                state.tally(),
                state.started(),
                state.ended(),
                state.millis(),
                state.problem(),
                state.lastSeq(),
                retryOf,
                false);
    }
}
