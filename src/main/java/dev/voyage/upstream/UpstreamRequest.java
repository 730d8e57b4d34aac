package dev.voyage.upstream;

import dev.voyage.coding.PercentCoding;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One request. The URI's raw path and query are sent byte for byte.
 *
 * @param body content to send, or null
 * @param patience timeout for the response head, or null for the configured one
 * @param party the party that it takes turns for while waiting for its host
 * @param whole which bodies are read before the response is delivered, or null to read every body on demand; only for requests that
 *     send no file
 */
public record UpstreamRequest(
        String method,
        URI uri,
        Map<String, String> headers,
        Body body,
        Duration patience,
        FairnessKey party,
        WholeLimit whole) {

    /** The body of a request; the same again with each attempt. */
    public sealed interface Body {}

    /** ASCII content. */
    public record Text(String content) implements Body {}

    /**
     * Bytes of a file, read while they are sent.
     *
     * @param from position of the first byte
     * @param length number of bytes; the file must have them until the response has come
     */
    public record FilePart(Path file, long from, long length) implements Body {}

    public UpstreamRequest {
        headers = Map.copyOf(headers);
    }

    /** A request whose body is read on demand. */
    public UpstreamRequest(
            String method, URI uri, Map<String, String> headers, String body, Duration patience, FairnessKey party) {
        this(method, uri, headers, body == null ? null : new Text(body), patience, party, null);
    }

    public static UpstreamRequest get(URI uri) {
        return new UpstreamRequest("GET", uri, Map.of(), null, null, FairnessKey.NONE);
    }

    public static UpstreamRequest head(URI uri) {
        return new UpstreamRequest("HEAD", uri, Map.of(), null, null, FairnessKey.NONE);
    }

    /** A form in the body, in the given order; names may repeat. */
    public static UpstreamRequest post(URI uri, List<Map.Entry<String, String>> form) {
        String encoded = form.stream()
                .map(field -> PercentCoding.encode(field.getKey()) + "=" + PercentCoding.encode(field.getValue()))
                .collect(Collectors.joining("&"));
        Map<String, String> headers = Map.of("Content-Type", "application/x-www-form-urlencoded");
        return new UpstreamRequest("POST", uri, headers, encoded, null, FairnessKey.NONE);
    }

    public UpstreamRequest header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new UpstreamRequest(method, uri, more, body, patience, party, whole);
    }

    public UpstreamRequest patience(Duration longestWait) {
        return new UpstreamRequest(method, uri, headers, body, longestWait, party, whole);
    }

    /** The content to send if it is text, else null. */
    public String text() {
        return body instanceof Text text ? text.content() : null;
    }

    /** The same request in this context. */
    public UpstreamRequest by(RequestContext context) {
        return new UpstreamRequest(method, uri, headers, body, patience, context.fairnessKey(), whole);
    }

    /**
     * The same request for a small document: a body of status 2xx within the limit is complete when the response is
     * delivered, and its connection is free again. Any other body is read on demand.
     */
    public UpstreamRequest whole(WholeLimit limit) {
        return new UpstreamRequest(method, uri, headers, body, patience, party, limit);
    }
}
