package dev.voyage.api.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events are sent to readers. */
@ConfigMapping(prefix = "voyage.events")
public interface StreamConfig {

    /** Time after which a client that reads nothing, of events or any other response, is disconnected. */
    @WithDefault("60s")
    Duration stalled();

    /** Interval of the comments that keep quiet streams open through proxies. */
    @WithDefault("15s")
    Duration heartbeat();

    /** Time after which a stream ends, up to a quarter earlier, so that its client reconnects; 0 for never. */
    @WithDefault("1h")
    Duration longest();

    /** Searches that one connection of {@code /v1/events} can follow. */
    @WithDefault("50")
    int searches();
}
