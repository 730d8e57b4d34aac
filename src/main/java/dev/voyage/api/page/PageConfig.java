package dev.voyage.api.page;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The operator's settings for the page. */
@ConfigMapping(prefix = "voyage.page")
interface PageConfig {

    /**
     * Address of a survey image behind the page's map, with {@code {raDeg}}, {@code {decDeg}}, {@code
     * {fovDeg}}, {@code {width}} and {@code {height}} as placeholders; its host becomes part of the
     * Content-Security-Policy. No image if not set.
     */
    Optional<String> survey();
}
