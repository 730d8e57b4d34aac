package dev.voyage.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.voyage.problem.Problem;
import dev.voyage.registry.interfaces.ConeVersions;
import dev.voyage.registry.interfaces.Ivoid;
import dev.voyage.sky.SkyCoverage;
import dev.voyage.upstream.uri.Urls;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An answer of a registry, cached for use when no registry answers.
 *
 * @param title or null
 * @param searches the cone search in each version that has it, the newest first
 * @param registry the host that gave it
 * @param coverage the MOC of the catalogue, or null
 */
record CachedAnswer(
        String ivoid, String title, List<ConeVersions.Found> searches, String registry, Instant at, String coverage) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The service, which is not one of an earlier answer. */
    ConeService service() {
        return service(false, Duration.ZERO);
    }

    /** The service that this answer names, and the same in older versions of the protocol. */
    ConeService service(boolean cached, Duration age) {
        SkyCoverage covered = coverage == null ? null : SkyCoverage.of(coverage).orElse(null);
        ConeService service = null;
        for (int i = searches.size() - 1; i >= 0; i--) {
            ConeVersions.Found found = searches.get(i);
            service = new ConeService(
                    ivoid,
                    title,
                    Urls.parse(found.accessUrl()),
                    registry,
                    cached,
                    age,
                    found.version(),
                    found.table(),
                    service,
                    covered);
        }
        return service;
    }

    /** The same without its coverage. */
    CachedAnswer withoutCoverage() {
        return new CachedAnswer(ivoid, title, searches, registry, at, null);
    }

    byte[] toJson() {
        ObjectNode object = JSON.createObjectNode().put("ivoid", ivoid).put("title", title);
        put(searches.get(0), object);
        object.put("registry", registry).put("at", at.toString()).put("only", true);
        if (coverage != null) {
            object.put("coverage", coverage);
        }
        var older = object.putArray("older");
        searches.stream().skip(1).forEach(found -> put(found, older.addObject()));
        return object.toPrettyString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static void put(ConeVersions.Found found, ObjectNode object) {
        object.put("accessUrl", found.accessUrl())
                .put("version", found.version())
                .put("table", found.table());
    }

    /** Empty when the JSON was not written by {@link #toJson} for this ivoid. */
    static Optional<CachedAnswer> read(byte[] json, Ivoid ivoid) {
        try {
            JsonNode object = JSON.readTree(json);
            // answers of earlier versions may be one of several different searches, chosen arbitrarily
            if (!object.path("only").asBoolean()
                    || !object.path("ivoid").asText().equals(ivoid.text())) {
                return Optional.empty();
            }
            String title = object.path("title").textValue();
            List<ConeVersions.Found> searches = new ArrayList<>();
            searches.add(found(object, title));
            object.path("older").forEach(older -> searches.add(found(older, title)));
            return Optional.of(new CachedAnswer(
                    ivoid.text(),
                    title,
                    List.copyOf(searches),
                    object.path("registry").asText(),
                    Instant.parse(object.path("at").asText()),
                    object.path("coverage").textValue()));
        } catch (java.io.IOException | DateTimeException | Problem unreadable) {
            return Optional.empty();
        }
    }

    private static ConeVersions.Found found(JsonNode object, String title) {
        String address = Urls.parse(object.path("accessUrl").asText()).toString();
        return new ConeVersions.Found(
                address,
                title,
                object.path("version").textValue(),
                object.path("table").textValue());
    }
}
