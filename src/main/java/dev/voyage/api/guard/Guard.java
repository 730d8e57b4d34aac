package dev.voyage.api.guard;

import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.api.endpoint.ApiEndpoint.Permit;
import dev.voyage.api.endpoint.FilterOrder;
import dev.voyage.api.web.CallerContext;
import dev.voyage.api.web.ProblemResponses;
import dev.voyage.api.web.RouteGroup;
import dev.voyage.api.web.RouteSupport;
import dev.voyage.auth.AuthConfig;
import dev.voyage.auth.Caller;
import dev.voyage.auth.ConcurrencyLimit;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs before every resource, plain route or not: authenticates the caller, checks that the requested searches belong to it, and
 * that it has not too many open requests. An address that is not explicitly public is closed. Requests for another user's search
 * get the same response as for one that does not exist.
 */
@ApplicationScoped
public class Guard implements RouteGroup {

    private final AuthConfig config;
    private final Authenticator credentials;
    private final SearchOwners owners;
    private final ConcurrencyLimit readers;
    private final ConcurrencyLimit downloads;
    private final ConcurrencyLimit lookups;

    Guard(
            AuthConfig config,
            Authenticator credentials,
            SearchOwners owners,
            @Named("readers") ConcurrencyLimit readers,
            @Named("downloads") ConcurrencyLimit downloads,
            @Named("lookups") ConcurrencyLimit lookups) {
        this.config = config;
        this.credentials = credentials;
        this.owners = owners;
        this.readers = readers;
        this.downloads = downloads;
        this.lookups = lookups;
    }

    @Override
    public void hang(Router router) {
        router.route().order(FilterOrder.GUARD.order()).handler(this::check);
    }

    private void check(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        if (CallerContext.isKnown(exchange)) { // rerouted without its ticket, and without its headers-end handler
            exchange.addHeadersEndHandler(sent -> keepPrivate(exchange));
            exchange.next();
            return;
        }
        EndpointAccess place = EndpointAccess.of(request.path(), exchange.normalizedPath(), config.openMetrics());
        if (place.open()) {
            exchange.next();
            return;
        }
        exchange.addHeadersEndHandler(sent -> keepPrivate(exchange));
        request.pause(); // keeps the whole body until the caller is authenticated
        Uni<Void> allowed = Uni.createFrom()
                .deferred(() -> {
                    CrossOriginCheck.refuse(
                            exchange,
                            config.mode().isPresent(),
                            place.isWrite(request.method().name()));
                    return credentials.of(exchange);
                })
                .chain(caller -> isTheirs(caller, place, request).invoke(() -> CallerContext.put(exchange, caller)))
                .invoke(() -> refuseUnlisted(place, request));
        RouteSupport.onLoop(exchange, allowed)
                .invoke(() -> limit(exchange, place))
                .subscribe()
                .with(passed -> pass(exchange), failure -> refuse(exchange, failure));
    }

    /** With a ticket there is no Authorization header that marks the response as private for caches. */
    private static void keepPrivate(RoutingContext exchange) {
        var headers = exchange.response().headers();
        if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
            headers.set(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        }
    }

    private Uni<Void> isTheirs(Caller caller, EndpointAccess place, HttpServerRequest request) {
        if (caller.seesAll()) {
            return Uni.createFrom().voidItem();
        }
        List<String> asked = new ArrayList<>(GuardQuery.searches(request, place));
        if (place.search() != null) {
            asked.add(place.search());
        }
        return Multi.createFrom()
                .iterable(asked)
                .onItem()
                .transformToUniAndConcatenate(id -> owners.of(id).map(owner -> owner.filter(caller::owns)
                        .orElseThrow(
                                () -> Problem.of(ProblemType.NOT_FOUND, "there is no search " + QuotedText.of(id)))))
                .onItem()
                .ignoreAsUni();
    }

    /** Fails closed: no rule was checked for an address that the endpoint table does not list. */
    private static void refuseUnlisted(EndpointAccess place, HttpServerRequest request) {
        if (place.endpoint().isEmpty()) {
            throw ProblemResponses.nothingAt(request);
        }
    }

    private void limit(RoutingContext exchange, EndpointAccess place) {
        if (exchange.request().method().equals(HttpMethod.HEAD)) {
            return;
        }
        ConcurrencyLimit permits =
                switch (place.endpoint().map(ApiEndpoint::permit).orElse(Permit.NONE)) {
                    case STREAM -> readers;
                    case DOWNLOAD -> downloads;
                    case LOOKUP -> lookups;
                    case NONE -> null;
                };
        if (permits != null) {
            Runnable giveBack = permits.take(CallerContext.counted(exchange));
            exchange.addEndHandler(ended -> giveBack.run());
        }
    }

    private static void pass(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        if (exchange.response().closed()) {
            return;
        }
        request.resume();
        String without = GuardQuery.withoutTicket(request.uri());
        if (EndpointAccess.takesTickets(request) && !without.equals(request.uri())) {
            exchange.reroute(request.method(), without);
        } else {
            exchange.next();
        }
    }

    private static void refuse(RoutingContext exchange, Throwable failure) {
        if (Problem.isOf(failure, ProblemType.UNAUTHENTICATED)) {
            exchange.response().putHeader("WWW-Authenticate", "Bearer realm=\"voyage\"");
        }
        if (!exchange.request().isEnded() && !exchange.response().headWritten()) {
            RouteSupport.endConnection(exchange); // its body will not be read
        }
        exchange.request().resume();
        ProblemResponses.fail(exchange, failure);
    }
}
