package dev.voyage.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.problem.Problem;
import dev.voyage.upstream.uri.Urls;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * An answer of a registry, cached for use when no registry answers.
 *
 * @param title or null
 * @param registry the host that gave it
 */
record CachedAnswer(String ivoid, String title, URI accessUrl, String registry, Instant at) {

    private static final ObjectMapper JSON = new ObjectMapper();

    byte[] toJson() {
        var object = JSON.createObjectNode()
                .put("ivoid", ivoid)
                .put("title", title)
                .put("accessUrl", accessUrl.toString())
                .put("registry", registry)
                .put("at", at.toString())
                .put("only", true);
        return object.toPrettyString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Empty when the JSON was not written by {@link #toJson} for this ivoid. */
    static Optional<CachedAnswer> read(byte[] json, Ivoid ivoid) {
        try {
            JsonNode object = JSON.readTree(json);
            // answers of earlier versions may be one of several different searches, chosen arbitrarily
            return object.path("only").asBoolean()
                            && object.path("ivoid").asText().equals(ivoid.text())
                    ? Optional.of(new CachedAnswer(
                            ivoid.text(),
                            object.path("title").textValue(),
                            Urls.parse(object.path("accessUrl").asText()),
                            object.path("registry").asText(),
                            Instant.parse(object.path("at").asText())))
                    : Optional.empty();
        } catch (java.io.IOException | DateTimeException | Problem unreadable) {
            return Optional.empty();
        }
    }
}
