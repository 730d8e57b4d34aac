package dev.voyage.upstream.politeness;

import dev.voyage.settings.NumberBounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** Limits per host, for all searches together. */
@ConfigMapping(prefix = "voyage.limits.host")
public interface HostLimits {

    /** Concurrent requests to one host. */
    @WithDefault("4")
    @WithConverter(NumberBounds.PositiveInt.class)
    int connections();

    /** Requests started per second at one host. */
    @WithDefault("50")
    @WithConverter(NumberBounds.PositiveInt.class)
    int requestsPerSecond();

    /** Maximum number of queued requests for one host; further ones fail immediately. */
    @WithDefault("10000")
    @WithConverter(NumberBounds.PositiveInt.class)
    int waiting();
}
