package dev.voyage.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How running searches are treated when the process is stopped. */
@ConfigMapping(prefix = "voyage.shutdown")
public interface ShutdownConfig {

    /** Time for downloads in progress to finish during a shutdown; the rest resumes at the next start. */
    @WithDefault("5s")
    Duration grace();
}
