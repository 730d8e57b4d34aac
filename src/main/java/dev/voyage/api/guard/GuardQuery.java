package dev.voyage.api.guard;

import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.api.message.PercentDecoder;
import dev.voyage.problem.Problem;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the query of a request for the guard, before the resource does. */
final class GuardQuery {

    private static final String TICKET = "ticket";
    private static final Set<String> NAMING = Set.of("search", "lastEventId", "after");

    private GuardQuery() {}

    /** The searches that cursors and parameters of a stream name, of any owner. */
    static Set<String> searches(HttpServerRequest request, EndpointAccess place) {
        if (place.endpoint().filter(ApiEndpoint::namesSearches).isEmpty()) {
            return Set.of();
        }
        var texts = new ArrayList<>(request.headers().getAll("Last-Event-ID"));
        for (String pair : pairs(request.query())) {
            if (NAMING.contains(name(pair))) {
                texts.add(decoded(pair.substring(pair.indexOf('=') + 1)));
            }
        }
        return EndpointAccess.named(texts);
    }

    /** The ticket in the query; the first one. */
    static Optional<String> ticket(HttpServerRequest request) {
        return pairs(request.query()).stream()
                .filter(pair -> name(pair).equals(TICKET))
                .map(pair -> decoded(pair.substring(pair.indexOf('=') + 1)))
                .findFirst();
    }

    /** The address without its ticket; unchanged if it has none. */
    static String withoutTicket(String uri) {
        int at = uri.indexOf('?');
        if (at < 0) {
            return uri;
        }
        String rest = pairs(uri.substring(at + 1)).stream()
                .filter(pair -> !name(pair).equals(TICKET))
                .collect(Collectors.joining("&"));
        return uri.substring(0, at) + (rest.isEmpty() ? "" : "?" + rest);
    }

    private static List<String> pairs(String query) {
        return query == null ? List.of() : Arrays.asList(query.split("&", -1));
    }

    private static String name(String pair) {
        int equals = pair.indexOf('=');
        return decoded(equals < 0 ? pair : pair.substring(0, equals));
    }

    /** An invalid encoding matches no search; the resource will report the error. */
    private static String decoded(String raw) {
        try {
            return PercentDecoder.form(raw);
        } catch (Problem unreadable) {
            return "";
        }
    }
}
