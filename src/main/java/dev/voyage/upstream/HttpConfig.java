package dev.voyage.upstream;

import dev.voyage.settings.NumberBounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How requests to archives are sent. */
@ConfigMapping(prefix = "voyage.http")
public interface HttpConfig {

    /** Timeout for a connection. */
    @WithDefault("10s")
    Duration connectTimeout();

    /** Timeout for the head of a response. */
    @WithDefault("60s")
    Duration headTimeout();

    /** Timeout for the next bytes of a body while more is requested. */
    @WithDefault("30s")
    Duration stall();

    /** Maximum number of redirects of one request. */
    @WithDefault("5")
    @WithConverter(NumberBounds.NaturalInt.class)
    int redirects();

    /** Attempts of one request, including the first; twice as many if the archive sends Retry-After. */
    @WithDefault("4")
    @WithConverter(NumberBounds.PositiveInt.class)
    int attempts();

    /** Pause before the second attempt; doubles with each attempt, with jitter. */
    @WithDefault("1s")
    Duration firstPause();

    /** Maximum pause, also for Retry-After. */
    @WithDefault("60s")
    Duration longestPause();
}
