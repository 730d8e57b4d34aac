package dev.voyage.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How searches are left when the process is told to stop. */
@ConfigMapping(prefix = "voyage.shutdown")
public interface ShutdownConfig {

    /** How long files under way may take to their ends when voyage is told to stop; the rest goes on at the next start. */
    @WithDefault("5s")
    Duration grace();
}
