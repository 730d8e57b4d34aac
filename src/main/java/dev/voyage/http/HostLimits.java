package dev.voyage.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How much we ask of one host at once, over all searches together. */
@ConfigMapping(prefix = "voyage.limits.host")
public interface HostLimits {

    /** Requests under way at one host at once. */
    @WithDefault("4")
    @Min(1)
    int connections();

    /** Requests started at one host in a second. */
    @WithDefault("50")
    @Min(1)
    int requestsPerSecond();

    /** Requests that may wait for their turn at one host; more fail at once. */
    @WithDefault("10000")
    @Min(1)
    int waiting();
}
