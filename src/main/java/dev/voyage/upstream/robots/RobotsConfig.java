package dev.voyage.upstream.robots;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether robots.txt is respected. */
@ConfigMapping(prefix = "voyage.http")
public interface RobotsConfig {

    /** Whether listings and downloads respect the host's robots.txt. */
    @WithDefault("true")
    boolean robots();
}
