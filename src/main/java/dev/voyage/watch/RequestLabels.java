package dev.voyage.watch;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Labels of requests that our clients send: addresses of ours and methods that HTTP has by name, all others together.
 * Both are a stranger's words; what is refused has not been seen by any resource, and would stand there as it was sent.
 */
public final class RequestLabels implements MeterFilter {

    private static final String OTHER = "other";
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    /** What Quarkus writes where there is no address to tell. */
    private static final Set<String> NO_ADDRESS = Set.of("root", "NOT_FOUND", "REDIRECTION", "UNKNOWN");

    private static final Set<String> TOP = Set.of(
            "/v1/stream",
            "/v1/events",
            "/v1/searches",
            "/v1/searches/{id}",
            "/v1/targets",
            "/v1/catalogues",
            "/v1/tickets",
            "/uws",
            "/uws/{id}",
            "/availability",
            "/capabilities",
            "/problems/{slug}",
            "/index.html");
    private static final Set<String> OF_SEARCH = Set.of(
            "events",
            "observations",
            "datalink",
            "files",
            "files/{path}",
            "archive.tar",
            "SHA256SUMS",
            "urls.txt",
            "verify",
            "pause",
            "resume",
            "retry",
            "pin",
            "unpin");
    private static final Set<String> OF_JOB =
            Set.of("phase", "results", "parameters", "owner", "error", "quote", "destruction", "executionduration");

    @Override
    public Meter.Id map(Meter.Id id) {
        return id.getName().startsWith("http.server.") ? bounded(id) : id;
    }

    private static Meter.Id bounded(Meter.Id id) {
        List<Tag> tags = new ArrayList<>();
        for (Tag tag : id.getTagsAsIterable()) {
            tags.add(Tag.of(tag.getKey(), label(tag)));
        }
        return id.replaceTags(tags);
    }

    private static String label(Tag tag) {
        return switch (tag.getKey()) {
            case "method" -> METHODS.contains(tag.getValue()) ? tag.getValue() : OTHER;
            case "uri" -> address(tag.getValue());
            default -> tag.getValue();
        };
    }

    private static String address(String uri) {
        if (uri.startsWith("/v1/searches/") && OF_SEARCH.contains(part(uri, "/v1/searches/"))) {
            return "/v1/searches/{id}/" + part(uri, "/v1/searches/");
        } else if (uri.startsWith("/uws/") && OF_JOB.contains(part(uri, "/uws/"))) {
            return "/uws/{id}/" + part(uri, "/uws/");
        } else if (uri.startsWith("/static/")) {
            return "/static/{path}";
        }
        return TOP.contains(uri) || NO_ADDRESS.contains(uri) ? uri : OTHER;
    }

    /** What stands behind the name of a search. */
    private static String part(String uri, String before) {
        int slash = uri.indexOf('/', before.length());
        return slash < 0 ? "" : uri.substring(slash + 1);
    }
}
