package dev.voyage;

import dev.voyage.auth.AccessTokens;
import dev.voyage.auth.AuthConfig;
import dev.voyage.auth.ClientLimits;
import dev.voyage.auth.ConcurrencyLimit;
import dev.voyage.auth.StartupCheck;
import dev.voyage.auth.Tickets;
import dev.voyage.cli.ProcessRole;
import dev.voyage.journal.lease.SharedSecret;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@link Wiring} of authentication and limits per client. */
@ApplicationScoped
class AccessWiring {

    /** The name of their key among the secrets of the store. */
    private static final String TICKETS = "tickets";

    /** Runs before anything else starts: a server that would be open to everybody by mistake does not start. */
    void refuseToListen(
            @Observes @Priority(1) StartupEvent event,
            AuthConfig config,
            AccessTokens tokens,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serves,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> provider) {
        if (serves) {
            StartupCheck.refusal(host, config, tokens, provider).ifPresent(why -> {
                throw new ConfigurationException(why);
            });
        }
    }

    @Produces
    @Singleton
    AccessTokens tokens(AuthConfig config) {
        try {
            return AccessTokens.of(config);
        } catch (IllegalArgumentException mistake) {
            throw new ConfigurationException(mistake.getMessage());
        }
    }

    @Produces
    @Singleton
    Tickets tickets(
            AuthConfig config, StoreConfig store, @DataSource("postgresql") Instance<AgroalDataSource> postgresql)
            throws SQLException {
        return StoreConfigSource.isPostgres(store.url())
                ? new Tickets(SharedSecret.of(postgresql.get(), TICKETS), config.ticketLife(), Clock.systemUTC())
                : new Tickets(config.ticketLife(), Clock.systemUTC());
    }

    /** Reads the key of tickets before the first request, which must not wait for the store. */
    void prepareTickets(@Observes StartupEvent event, Instance<Tickets> tickets) {
        if (ProcessRole.current().serves()) {
            var unused = tickets.get();
        }
    }

    @Produces
    @Singleton
    @Named("readers")
    ConcurrencyLimit readers(ClientLimits limits) {
        return new ConcurrencyLimit(
                "event streams", "voyage.limits.readers", limits.readers(), limits.readersPerClient());
    }

    @Produces
    @Singleton
    @Named("downloads")
    ConcurrencyLimit downloads(ClientLimits limits) {
        return new ConcurrencyLimit(
                "downloads", "voyage.limits.downloads", Integer.MAX_VALUE, limits.downloadsPerClient());
    }

    @Produces
    @Singleton
    @Named("lookups")
    ConcurrencyLimit lookups(ClientLimits limits) {
        return new ConcurrencyLimit("lookups", "voyage.limits.lookups", Integer.MAX_VALUE, limits.lookupsPerClient());
    }
}
