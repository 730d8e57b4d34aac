package dev.voyage.demo;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * One request as it came.
 *
 * @param target path and query, byte for byte
 * @param headers the first of each name, names in lower case
 * @param form the body of a POST, or empty
 */
record Request(String method, String target, Map<String, String> headers, String form) {

    String rawPath() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    String rawQuery() {
        int query = target.indexOf('?');
        return query < 0 ? "" : target.substring(query + 1);
    }

    /** Those of the query, then those of the form. */
    Params params() {
        return new Params(rawQuery()).and(new Params(form));
    }

    String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** The request line's target without scheme and host, should a client send them. */
    static String targetOf(String uri) {
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
