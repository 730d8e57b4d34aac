package dev.voyage.api;

import dev.voyage.access.AuthConfig;
import dev.voyage.access.Caller;
import dev.voyage.access.Tickets;
import dev.voyage.access.Tokens;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
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

/** Finds out who asks, by what they show: a token in the header, or a ticket where one is taken. */
@ApplicationScoped
class Credentials {

    /** RFC 6750, 2.1; the name in any case (RFC 9110, 11.1). */
    private static final Pattern BEARER = Pattern.compile("(?i)bearer +([A-Za-z0-9._~+/-]+=*) *");

    private static final Duration COME_BACK = Duration.ofSeconds(10);

    private final AuthConfig config;
    private final Tokens tokens;
    private final Tickets tickets;
    private final IdentityProviderManager identities;

    Credentials(AuthConfig config, Tokens tokens, Tickets tickets, IdentityProviderManager identities) {
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
        if (Place.takesTickets(request.path(), request.method())) {
            Optional<String> ticket = Asked.ticket(request);
            if (ticket.isPresent()) {
                return Uni.createFrom()
                        .item(tickets.read(ticket.get())
                                .orElseThrow(() -> who("the ticket is not valid, or not any more; get another by POST"
                                        + " /v1/tickets")));
            }
        }
        String shown = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (shown == null) {
            throw who("say who you are: Authorization: Bearer …");
        }
        Matcher bearer = BEARER.matcher(shown);
        if (!bearer.matches()) {
            throw who("the Authorization header is not of the form Bearer …");
        }
        return config.mode().orElseThrow() == AuthConfig.Mode.TOKEN
                ? Uni.createFrom().item(tokens.find(bearer.group(1)).orElseThrow(Credentials::unknown))
                : ofProvider(exchange);
    }

    /** Quarkus checks signature, issuer and times, by what the provider has published. */
    private Uni<Caller> ofProvider(RoutingContext exchange) {
        BiConsumer<RoutingContext, Throwable> silent = (asked, refused) -> {}; // a refusal is ours to tell
        exchange.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, silent);
        return QuarkusHttpUser.getSecurityIdentity(exchange, identities)
                .onFailure(AuthenticationFailedException.class)
                .transform(refused -> unknown())
                .onFailure(OIDCException.class)
                .transform(failure -> Problem.of(
                                Kind.BUSY, "the provider that knows who you are cannot be asked; try later", failure)
                        .retryAfter(COME_BACK))
                .map(Credentials::caller);
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
        return Problem.of(Kind.UNAUTHENTICATED, detail);
    }
}
