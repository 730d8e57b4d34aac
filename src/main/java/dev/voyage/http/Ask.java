package dev.voyage.http;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One request. The URI's raw path and query are sent byte for byte.
 *
 * @param body null, or what is sent, ASCII
 * @param patience longest wait for the head of the answer, or null for the configured one
 * @param party in whose turns it waits for its host
 */
public record Ask(String method, URI uri, Map<String, String> headers, String body, Duration patience, Party party) {

    public Ask {
        headers = Map.copyOf(headers);
    }

    public static Ask get(URI uri) {
        return new Ask("GET", uri, Map.of(), null, null, Party.NONE);
    }

    public static Ask head(URI uri) {
        return new Ask("HEAD", uri, Map.of(), null, null, Party.NONE);
    }

    /** A form in the body, in the order given; names may repeat. */
    public static Ask post(URI uri, List<Map.Entry<String, String>> form) {
        String encoded = form.stream()
                .map(field -> Urls.encode(field.getKey()) + "=" + Urls.encode(field.getValue()))
                .collect(Collectors.joining("&"));
        Map<String, String> headers = Map.of("Content-Type", "application/x-www-form-urlencoded");
        return new Ask("POST", uri, headers, encoded, null, Party.NONE);
    }

    public Ask header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Ask(method, uri, more, body, patience, party);
    }

    public Ask patience(Duration longestWait) {
        return new Ask(method, uri, headers, body, longestWait, party);
    }

    /** On behalf of whoever is to hear how it goes. */
    public Ask by(Notices notices) {
        return new Ask(method, uri, headers, body, patience, notices.party());
    }
}
