package dev.voyage.journal.record;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** How long ended searches are kept; pinned ones, and files, are always kept. */
@ConfigMapping(prefix = "voyage.journal")
public interface JournalConfig {

    /** Age, from their end, at which searches are removed. Never if not set. */
    Optional<Duration> keep();

    /** Number of ended searches to keep, newest first. All if not set. */
    OptionalInt keepSearches();

    /** Size of the store above which the oldest ended searches are removed. Unlimited if not set. */
    Optional<MemorySize> keepBytes();

    /** How often expired searches are removed. */
    @WithDefault("10m")
    Duration sweep();
}
