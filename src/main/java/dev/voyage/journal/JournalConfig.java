package dev.voyage.journal;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** How long searches are remembered that have ended; pinned ones, and files, stay whatever it says. */
@ConfigMapping(prefix = "voyage.journal")
public interface JournalConfig {

    /** Age from its end on at which a search is forgotten. Never when not set. */
    Optional<Duration> keep();

    /** Ended searches that are remembered, the newest. All when not set. */
    OptionalInt keepSearches();

    /** Size of the store above which the oldest ended searches are forgotten. Any when not set. */
    Optional<MemorySize> keepBytes();

    /** How often it is looked what can be forgotten. */
    @WithDefault("10m")
    Duration sweep();
}
