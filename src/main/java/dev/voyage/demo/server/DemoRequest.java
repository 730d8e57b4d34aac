package dev.voyage.demo.server;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * One request as received.
 *
 * @param target path and query, byte for byte
 * @param headers the first of each name, names in lower case
 * @param form the body of a POST, or empty
 */
public record DemoRequest(String method, String target, Map<String, String> headers, String form) {

    public String rawPath() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    public String rawQuery() {
        int query = target.indexOf('?');
        return query < 0 ? "" : target.substring(query + 1);
    }

    /** The parameters of the query, then those of the form. */
    public DaliParameters params() {
        return new DaliParameters(rawQuery()).and(new DaliParameters(form));
    }

    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** The request line's target without scheme and host, in case a client sends them. */
    public static String targetOf(String uri) {
        if (uri.startsWith("/")) {
            return uri;
        }
        try {
            URI absolute = URI.create(uri);
            String query = absolute.getRawQuery() == null ? "" : "?" + absolute.getRawQuery();
            return absolute.getRawPath() + query;
        } catch (IllegalArgumentException unreadable) {
            return "/";
        }
    }
}
