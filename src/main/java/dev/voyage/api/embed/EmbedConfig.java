package dev.voyage.api.embed;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** The operator's settings for pages of other sites. */
@ConfigMapping(prefix = "voyage.embed")
interface EmbedConfig {

    /**
     * Origins such as {@code https://dashboard.example.org} whose pages may use the API from a browser, including starting
     * searches, and show voyage's page in a frame. None if not set.
     */
    Optional<List<String>> origins();
}
