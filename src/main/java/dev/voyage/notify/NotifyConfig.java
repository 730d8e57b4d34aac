package dev.voyage.notify;

import dev.voyage.settings.NumberBounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Notifications of the end of searches. */
@ConfigMapping(prefix = "voyage.notify")
public interface NotifyConfig {

    /**
     * Secrets that sign notifications, {@code whsec_} and base64 of 24 to 64 bytes, separated by blanks: several while one replaces
     * another. Without any, notifications are refused.
     */
    Optional<String> secret();

    /** File with these secrets. */
    Optional<Path> secretFile();

    /** Public address of this service, for the links in notifications; without it they are paths. */
    Optional<URI> service();

    /** Longest time for the response of a receiver. */
    @WithDefault("15s")
    Duration patience();

    /** Time between two looks for searches that have ended. */
    @WithDefault("2s")
    Duration every();

    /** Concurrent requests to receivers. */
    @WithDefault("8")
    @WithConverter(NumberBounds.PositiveInt.class)
    int connections();
}
