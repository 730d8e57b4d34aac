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

    /**
     * Address of a sky survey in tiles (HiPS) for the background of the page's map: the directory of its
     * {@code properties}. Its host becomes part of the Content-Security-Policy. A survey of another host is shown only when
     * a person turns it on. None if not set; with the demo archive, an invented sky.
     */
    Optional<String> hips();
}
