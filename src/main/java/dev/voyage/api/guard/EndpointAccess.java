package dev.voyage.api.guard;

import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.api.endpoint.ApiEndpoint.Access;
import dev.voyage.journal.record.SearchIds;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The endpoint at the address of a request, for the guard. An address that can be interpreted in two ways counts as one of a
 * search without an owner, whatever it leads to.
 *
 * @param endpoint empty if there is none
 * @param open available to all clients
 * @param search the search that it is about, or null; it need not be a valid id
 */
public record EndpointAccess(Optional<ApiEndpoint> endpoint, boolean open, String search) {

    private static final Set<String> READING = Set.of("GET", "HEAD");

    /**
     * @param path in the form of the request line
     * @param normalized in the form that routes and resources are matched with
     * @param openMetrics whether all clients may read metrics
     */
    public static EndpointAccess of(String path, String normalized, boolean openMetrics) {
        Optional<ApiEndpoint> endpoint = ApiEndpoint.at(path);
        if (endpoint.isEmpty() || !endpoint.get().isUnambiguous(path, normalized)) {
            Optional<ApiEndpoint> reached = ApiEndpoint.at(normalized); // limits apply to every way to it
            boolean nothing = endpoint.isEmpty() && reached.isEmpty();
            return new EndpointAccess(reached, false, nothing ? null : "");
        }
        boolean open =
                endpoint.get().access() == Access.OPEN || (endpoint.get().access() == Access.METRICS && openMetrics);
        return new EndpointAccess(endpoint, open, endpoint.get().search(path).orElse(null));
    }

    /** Whether the request starts or changes something. */
    public boolean isWrite(String method) {
        return !(READING.contains(method) || method.equals("OPTIONS"))
                || endpoint.filter(ApiEndpoint::startsSearch).isPresent();
    }

    /** Whether a ticket is accepted there in place of its owner's token. */
    static boolean takesTickets(HttpServerRequest request) {
        return READING.contains(request.method().name())
                && ApiEndpoint.at(request.path())
                        .filter(ApiEndpoint::takesTickets)
                        .isPresent();
    }

    /** All parts of these texts that could be the id of a search. */
    static Set<String> named(List<String> texts) {
        Set<String> named = new HashSet<>();
        for (String text : texts) {
            for (String word : text.split("[^0-9a-z]+", -1)) {
                if (SearchIds.isId(word)) {
                    named.add(word);
                }
            }
        }
        return named;
    }
}
