package dev.voyage.auth;

import dev.voyage.settings.NumberBounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** Limits per client: the authenticated user, otherwise the IP address. */
@ConfigMapping(prefix = "voyage.limits")
public interface ClientLimits {

    /** Open event streams of all clients. */
    @WithDefault("20000")
    @WithConverter(NumberBounds.PositiveInt.class)
    int readers();

    /** Open event streams of one client. */
    @WithDefault("12000")
    @WithConverter(NumberBounds.PositiveInt.class)
    int readersPerClient();

    /** Concurrent files, tars, tables and reports of one client. */
    @WithDefault("64")
    @WithConverter(NumberBounds.PositiveInt.class)
    int downloadsPerClient();

    /** Concurrent name and keyword lookups of one client. */
    @WithDefault("16")
    @WithConverter(NumberBounds.PositiveInt.class)
    int lookupsPerClient();
}
