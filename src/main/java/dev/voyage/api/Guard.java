package dev.voyage.api;

import dev.voyage.access.AuthConfig;
import dev.voyage.access.Caller;
import dev.voyage.access.Permits;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Stands in front of every resource, plain route or not: finds out who asks, that what is asked for is theirs, and that
 * they have not too much open. What is not open to anybody by name is closed. Somebody else's search is answered
 * exactly as one that there is not.
 */
@ApplicationScoped
class Guard {

    /** Behind what Quarkus itself does first (CORS, its own authentication), before all resources. */
    private static final int BEFORE_RESOURCES = -150;

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final AuthConfig config;
    private final Credentials credentials;
    private final Owners owners;
    private final Permits readers;
    private final Permits downloads;
    private final Permits lookups;

    Guard(
            AuthConfig config,
            Credentials credentials,
            Owners owners,
            @Named("readers") Permits readers,
            @Named("downloads") Permits downloads,
            @Named("lookups") Permits lookups) {
        this.config = config;
        this.credentials = credentials;
        this.owners = owners;
        this.readers = readers;
        this.downloads = downloads;
        this.lookups = lookups;
    }

    void hang(@Observes Router router) {
        router.route().order(BEFORE_RESOURCES).handler(this::check);
    }

    private void check(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        if (Callers.isKnown(exchange)) { // here again, without its ticket, and without what was hung up for its head
            exchange.addHeadersEndHandler(sent -> keepPrivate(exchange));
            exchange.next();
            return;
        }
        Place place = Place.of(request.path(), exchange.normalizedPath(), config.openMetrics());
        if (place.open()) {
            exchange.next();
            return;
        }
        exchange.addHeadersEndHandler(sent -> keepPrivate(exchange));
        request.pause(); // nothing of the body is lost while it is found out who asks
        Uni<Void> allowed = Uni.createFrom()
                .deferred(() -> {
                    Strangers.refuse(exchange, config.mode().isPresent(), writes(request));
                    return credentials.of(exchange);
                })
                .chain(caller -> isTheirs(caller, place, request).invoke(() -> Callers.put(exchange, caller)));
        Exchange.onLoop(exchange, allowed)
                .invoke(() -> limit(exchange, place))
                .subscribe()
                .with(passed -> pass(exchange), failure -> refuse(exchange, failure));
    }

    /** With a ticket there is no Authorization header to tell a cache that an answer is for one alone. */
    private static void keepPrivate(RoutingContext exchange) {
        var headers = exchange.response().headers();
        if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
            headers.set(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        }
    }

    /** GET of {@code /v1/stream} begins a search. */
    private static boolean writes(HttpServerRequest request) {
        return !READING.contains(request.method()) || request.path().equals("/v1/stream");
    }

    private Uni<Void> isTheirs(Caller caller, Place place, HttpServerRequest request) {
        if (caller.seesAll()) {
            return Uni.createFrom().voidItem();
        }
        List<String> asked = new ArrayList<>(Asked.searches(request));
        if (place.search() != null) {
            asked.add(place.search());
        }
        return Multi.createFrom()
                .iterable(asked)
                .onItem()
                .transformToUniAndConcatenate(id -> owners.of(id).map(owner -> owner.filter(caller::owns)
                        .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "there is no search " + Quoted.of(id)))))
                .onItem()
                .ignoreAsUni();
    }

    private void limit(RoutingContext exchange, Place place) {
        if (exchange.request().method().equals(HttpMethod.HEAD)) {
            return;
        }
        Permits permits =
                switch (place.what()) {
                    case STREAM -> readers;
                    case DOWNLOAD -> downloads;
                    case LOOKUP -> lookups;
                    case OTHER -> null;
                };
        if (permits != null) {
            Runnable giveBack = permits.take(Callers.counted(exchange));
            exchange.addEndHandler(ended -> giveBack.run());
        }
    }

    private static void pass(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        if (exchange.response().closed()) {
            return;
        }
        request.resume();
        String without = Asked.withoutTicket(request.uri());
        if (Place.takesTickets(request.path(), request.method()) && !without.equals(request.uri())) {
            exchange.reroute(request.method(), without);
        } else {
            exchange.next();
        }
    }

    private static void refuse(RoutingContext exchange, Throwable failure) {
        if (failure instanceof Problem problem && problem.kind() == Kind.UNAUTHENTICATED) {
            exchange.response().putHeader("WWW-Authenticate", "Bearer realm=\"voyage\"");
        }
        if (!exchange.request().isEnded() && !exchange.response().headWritten()) {
            Exchange.endConnection(exchange); // nobody is going to read its body
        }
        exchange.request().resume();
        Answers.fail(exchange, failure);
    }
}
