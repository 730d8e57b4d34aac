package dev.voyage.api.files;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import java.util.Map;

/**
 * The media type of a file for browsers. Third-party pages never run under voyage's origin: a file that could run is only ever
 * downloaded.
 *
 * @param mediaType by the name's extension
 * @param harmless whether a browser may show it
 */
public record FileType(String mediaType, boolean harmless) {

    /** The Content-Security-Policy of content from archives. */
    static final String SANDBOX = "sandbox; default-src 'none'";

    public static FileType of(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return switch (ending) {
            case "fits", "fit", "fts" -> new FileType("application/fits", true);
            case "gz", "tgz" -> new FileType("application/gzip", true);
            case "tar" -> new FileType("application/x-tar", true);
            case "txt", "log", "md5", "sha256" -> new FileType("text/plain;charset=utf-8", true);
            case "csv" -> new FileType("text/csv;charset=utf-8", true);
            case "json" -> new FileType("application/json", true);
            case "png" -> new FileType("image/png", true);
            case "gif" -> new FileType("image/gif", true);
            case "jpg", "jpeg" -> new FileType("image/jpeg", true);
            case "pdf" -> new FileType("application/pdf", false);
            case "ps" -> new FileType("application/postscript", false);
            case "html", "htm", "xhtml" -> new FileType("text/html", false);
            case "svg" -> new FileType("image/svg+xml", false);
            case "xml" -> new FileType("application/xml", false);
            default -> new FileType("application/octet-stream", true);
        };
    }

    /** The headers of an answer that another server gives: without a policy, so that nothing that could run is shown. */
    Map<String, String> elsewhere() {
        return harmless
                ? Map.of("Content-Type", mediaType)
                : Map.of("Content-Type", mediaType, "Content-Disposition", "attachment");
    }

    void describe(HttpServerResponse response) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, mediaType).putHeader("Content-Security-Policy", SANDBOX);
        if (!harmless) {
            response.putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment");
        }
    }
}
