package dev.voyage.api.edge;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Settings for browsers. */
@ConfigMapping(prefix = "voyage.headers")
interface SecurityHeadersConfig {

    /**
     * The Content-Security-Policy of all responses except files and Swagger UI. If not set, only voyage's own scripts,
     * styles and images and a SAMP hub are allowed.
     */
    Optional<String> contentSecurityPolicy();
}
