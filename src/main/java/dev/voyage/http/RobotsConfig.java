package dev.voyage.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whose rules we keep. */
@ConfigMapping(prefix = "voyage.http")
public interface RobotsConfig {

    /** Whether listings and downloads keep to what a host's robots.txt allows. */
    @WithDefault("true")
    boolean robots();
}
