package dev.voyage.api.guard;

import dev.voyage.auth.AccessTokens;
import dev.voyage.auth.AuthConfig;
import dev.voyage.auth.Caller;
import dev.voyage.auth.Tickets;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Authenticates a request by its credentials: a token in the header, or a ticket if the endpoint accepts one. */
@ApplicationScoped
class Authenticator {

    /** RFC 6750, 2.1; the name in any case (RFC 9110, 11.1). */
    private static final Pattern BEARER = Pattern.compile("(?i)bearer +([A-Za-z0-9._~+/-]+=*) *");

    private static final Duration COME_BACK = Duration.ofSeconds(10);

    private final AuthConfig config;
    private final AccessTokens tokens;
    private final Tickets tickets;
    private final IdentityProviderManager identities;

    Authenticator(AuthConfig config, AccessTokens tokens, Tickets tickets, IdentityProviderManager identities) {
        this.config = config;
        this.tokens = tokens;
        this.tickets = tickets;
        this.identities = identities;
    }

    /**
     * @return fails with {@code UNAUTHENTICATED}
     */
    Uni<Caller> of(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        if (!config.asks()) {
            return Uni.createFrom().item(Caller.ANYBODY);
        }
        if (EndpointAccess.takesTickets(request)) {
            Optional<String> ticket = GuardQuery.ticket(request);
            if (ticket.isPresent()) {
                return Uni.createFrom()
                        .item(tickets.read(ticket.get())
                                .orElseThrow(() -> who("the ticket is not valid, or not any more; get another by POST"
                                        + " /v1/tickets")));
            }
        }
        String shown = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (shown == null) {
            throw who("authentication required: send Authorization: Bearer …");
        }
        Matcher bearer = BEARER.matcher(shown);
        if (!bearer.matches()) {
            throw who("the Authorization header is not of the form Bearer …");
        }
        return config.mode().orElseThrow() == AuthConfig.Mode.TOKEN
                ? Uni.createFrom().item(tokens.find(bearer.group(1)).orElseThrow(Authenticator::unknown))
                : ofProvider(exchange);
    }

    /** Quarkus checks signature, issuer and times, with the keys that the provider has published. */
    private Uni<Caller> ofProvider(RoutingContext exchange) {
        BiConsumer<RoutingContext, Throwable> silent = (asked, refused) -> {}; // voyage writes its own response
        exchange.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, silent);
        return QuarkusHttpUser.getSecurityIdentity(exchange, identities)
                .onFailure(AuthenticationFailedException.class)
                .transform(refused -> unknown())
                .onFailure(OIDCException.class)
                .transform(failure -> Problem.of(
                                ProblemType.BUSY, "the identity provider is unavailable; try again later", failure)
                        .retryAfter(COME_BACK))
                .map(Authenticator::caller);
    }

    private static Caller caller(SecurityIdentity identity) {
        if (identity == null
                || identity.isAnonymous()
                || identity.getPrincipal().getName() == null) {
            throw unknown();
        }
        return Caller.bySubject(identity.getPrincipal().getName());
    }

    private static Problem unknown() {
        return who("the token is not one that is known here, or not any more");
    }

    private static Problem who(String detail) {
        return Problem.of(ProblemType.UNAUTHENTICATED, detail);
    }
}
