package dev.voyage.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How we speak to archives. */
@ConfigMapping(prefix = "voyage.http")
public interface HttpConfig {

    /** Longest wait for a connection. */
    @WithDefault("10s")
    Duration connectTimeout();

    /** Longest wait for the head of an answer. */
    @WithDefault("60s")
    Duration headTimeout();

    /**
     * Silence on a body, while we are asking for more, after which the transfer is taken for dead.
     */
    @WithDefault("30s")
    Duration stall();

    /** Redirects followed for one request. */
    @WithDefault("5")
    @Min(0)
    int redirects();

    /** Tries of one request, the first included; twice as many while the archive says when to come back. */
    @WithDefault("4")
    @Min(1)
    int attempts();

    /** Pause before the second try; doubles from try to try, with jitter. */
    @WithDefault("1s")
    Duration firstPause();

    /** No pause is longer, whatever the archive asks for. */
    @WithDefault("60s")
    Duration longestPause();
}
