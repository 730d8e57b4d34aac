package dev.voyage.api;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What concerns browsers. */
@ConfigMapping(prefix = "voyage.headers")
interface PageConfig {

    /**
     * The Content-Security-Policy of all answers but files and Swagger UI; where it is not set only our own scripts,
     * styles and images are allowed, and a SAMP hub.
     */
    Optional<String> contentSecurityPolicy();
}
