package dev.voyage.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.http.Urls;
import dev.voyage.problem.Problem;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * An answer of a registry, kept for the day when none answers.
 *
 * @param title or null
 * @param registry the host that gave it
 */
record Kept(String ivoid, String title, URI accessUrl, String registry, Instant at) {

    private static final ObjectMapper JSON = new ObjectMapper();

    byte[] toJson() {
        var object = JSON.createObjectNode()
                .put("ivoid", ivoid)
                .put("title", title)
                .put("accessUrl", accessUrl.toString())
                .put("registry", registry)
                .put("at", at.toString());
        return object.toPrettyString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Empty where it is not what {@link #toJson} wrote for this ivoid. */
    static Optional<Kept> read(byte[] json, Ivoid ivoid) {
        try {
            JsonNode object = JSON.readTree(json);
            return object.path("ivoid").asText().equals(ivoid.text())
                    ? Optional.of(new Kept(
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
