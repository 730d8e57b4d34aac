package dev.voyage.observability;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Bounds the labels of requests that clients send: voyage's own addresses and the standard HTTP methods keep their
 * names, all others share one label. Both are untrusted text; a refused request has reached no resource, and its
 * address would become a label exactly as it was sent.
 */
public final class RequestLabels implements MeterFilter {

    private static final String OTHER = "other";
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    /** Labels that Quarkus writes when it has no address to report. */
    private static final Set<String> NO_ADDRESS = Set.of("root", "NOT_FOUND", "REDIRECTION", "UNKNOWN");

    private final Function<String, Optional<String>> templates;

    /**
     * @param templates from a path to its endpoint's template, if any; the number of different templates is bounded
     */
    public RequestLabels(Function<String, Optional<String>> templates) {
        this.templates = templates;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        return id.getName().startsWith("http.server.") ? bounded(id) : id;
    }

    private Meter.Id bounded(Meter.Id id) {
        List<Tag> tags = new ArrayList<>();
        for (Tag tag : id.getTagsAsIterable()) {
            tags.add(Tag.of(tag.getKey(), label(tag)));
        }
        return id.replaceTags(tags);
    }

    private String label(Tag tag) {
        return switch (tag.getKey()) {
            case "method" -> METHODS.contains(tag.getValue()) ? tag.getValue() : OTHER;
            case "uri" -> address(tag.getValue());
            default -> tag.getValue();
        };
    }

    private String address(String uri) {
        return NO_ADDRESS.contains(uri) ? uri : templates.apply(uri).orElse(OTHER);
    }
}
