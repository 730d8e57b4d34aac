package dev.voyage.upstream.politeness;

import dev.voyage.settings.NumberBounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When requests to a failing host are suspended. */
@ConfigMapping(prefix = "voyage.limits.host")
public interface CircuitBreakerConfig {

    /** Consecutive failures, over all searches, after which a host is left alone. */
    @WithDefault("10")
    @WithConverter(NumberBounds.PositiveInt.class)
    int failures();

    /** First pause of such a host; doubles up to five minutes while it keeps failing. */
    @WithDefault("15s")
    Duration rest();
}
