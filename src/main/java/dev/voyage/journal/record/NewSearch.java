package dev.voyage.journal.record;

import java.time.Instant;
import java.util.Map;

/**
 * A search to be recorded.
 *
 * @param id made by {@link SearchIds}
 * @param request as understood, JSON-ready; part of {@code search.accepted}
 * @param href the address of the search; part of {@code search.accepted}
 * @param client the requesting client; empty if unknown
 * @param idempotencyKey the client's key for this very request, or null
 * @param retryOf the search that this one retries, or null
 * @param load the client that it counts for at all replicas, or null for none
 * @param name that a person gave it, or null
 * @param retryOnly the observations and files that a retry is limited to, JSON-ready, or null
 */
public record NewSearch(
        String id,
        Map<String, Object> request,
        String href,
        String client,
        String idempotencyKey,
        String retryOf,
        ClientLoad load,
        String name,
        Map<String, Object> retryOnly) {

    /** A search that counts for no client, and has no name. */
    public NewSearch(
            String id, Map<String, Object> request, String href, String client, String idempotencyKey, String retryOf) {
        this(id, request, href, client, idempotencyKey, retryOf, null, null, null);
    }

    /** A search that is not a retry. */
    public NewSearch(String id, Map<String, Object> request, String href, String client, String idempotencyKey) {
        this(id, request, href, client, idempotencyKey, null);
    }

    public NewSearch {
        if (!SearchIds.isId(id)) {
            throw new IllegalArgumentException("not made by SearchIds: " + id);
        }
    }

    public SearchRecord record(String owner, Instant created, SearchState state) {
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
                false,
                name,
                retryOnly);
    }
}
