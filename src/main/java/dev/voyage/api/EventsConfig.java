package dev.voyage.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events are sent to those who watch. */
@ConfigMapping(prefix = "voyage.events")
public interface EventsConfig {

    /** A reader, of events or anything else, that takes nothing for so long while there is something is cut off. */
    @WithDefault("60s")
    Duration stalled();

    /** Time between two comments that keep a quiet stream open through proxies. */
    @WithDefault("15s")
    Duration heartbeat();

    /** A stream that has lasted so long, or up to a quarter less, ends so that its reader connects again; 0 for never. */
    @WithDefault("1h")
    Duration longest();

    /** Searches that can be watched on one connection of {@code /v1/events}. */
    @WithDefault("50")
    int searches();
}
