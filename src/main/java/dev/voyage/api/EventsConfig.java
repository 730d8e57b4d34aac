package dev.voyage.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events are sent to those who watch. */
@ConfigMapping(prefix = "voyage.events")
public interface EventsConfig {

    /** A reader that takes nothing for so long while there is something is cut off. */
    @WithDefault("60s")
    Duration stalled();

    /** Time between two comments that keep a quiet stream open through proxies. */
    @WithDefault("15s")
    Duration heartbeat();
}
