package dev.voyage.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** When a host that only fails is left alone. */
@ConfigMapping(prefix = "voyage.limits.host")
public interface HostRest {

    /** Failures in a row, over all searches, after which a host is left alone for a while. */
    @WithDefault("10")
    @Min(1)
    int failures();

    /** How long it is left alone the first time; doubles up to five minutes while it goes on failing. */
    @WithDefault("15s")
    Duration rest();
}
