package dev.voyage.api.web;

import io.vertx.core.http.HttpServerResponse;

/** The headers that prevent sniffing, framing and leaks in browsers; on every response. */
public final class SecurityHeaders {

    private SecurityHeaders() {}

    /** Sets them; also used for responses that no route has handled. */
    public static void always(HttpServerResponse response) {
        response.putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        if (!response.headers().contains("Content-Security-Policy")) {
            response.putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }
    }
}
