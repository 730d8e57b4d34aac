package dev.voyage;

import dev.voyage.access.AuthConfig;
import dev.voyage.access.ClientLimits;
import dev.voyage.access.Permits;
import dev.voyage.access.SafeStart;
import dev.voyage.access.Tickets;
import dev.voyage.access.Tokens;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@link Wiring} of who may do what. */
@ApplicationScoped
class AccessWiring {

    /** Before anything is begun: what would be open to everybody by mistake is not started. */
    void refuseToListen(
            @Observes @Priority(1) StartupEvent event,
            AuthConfig config,
            Tokens tokens,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serves,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> provider) {
        if (serves) {
            SafeStart.refusal(host, config, tokens, provider).ifPresent(why -> {
                throw new ConfigurationException(why);
            });
        }
    }

    @Produces
    @Singleton
    Tokens tokens(AuthConfig config) {
        try {
            return Tokens.of(config);
        } catch (IllegalArgumentException mistake) {
            throw new ConfigurationException(mistake.getMessage());
        }
    }

    @Produces
    @Singleton
    Tickets tickets(AuthConfig config) {
        return new Tickets(config.ticketLife(), Clock.systemUTC());
    }

    @Produces
    @Singleton
    @Named("readers")
    Permits readers(ClientLimits limits) {
        return new Permits("event streams", "voyage.limits.readers", limits.readers(), limits.readersPerClient());
    }

    @Produces
    @Singleton
    @Named("downloads")
    Permits downloads(ClientLimits limits) {
        return new Permits("downloads", "voyage.limits.downloads", Integer.MAX_VALUE, limits.downloadsPerClient());
    }

    @Produces
    @Singleton
    @Named("lookups")
    Permits lookups(ClientLimits limits) {
        return new Permits("lookups", "voyage.limits.lookups", Integer.MAX_VALUE, limits.lookupsPerClient());
    }
}
