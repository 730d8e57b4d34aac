package dev.voyage.api;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What the operator of this page wants it to look like. */
@ConfigMapping(prefix = "voyage.page")
interface SurveyConfig {

    /**
     * Address of a survey image behind the page's map, with {raDeg}, {decDeg}, {fovDeg}, {width} and {height} for what is
     * looked at; no image where it is not set.
     */
    Optional<String> survey();
}
