package dev.voyage.upstream.client;

import dev.voyage.coding.PercentCoding;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.egress.EgressPolicy;
import dev.voyage.upstream.uri.Urls;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The next request after a redirect.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.4">RFC 9110, 15.4</a>
 */
final class RedirectPolicy {

    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> OF_THE_BODY =
            Set.of("content-type", "content-length", "content-encoding", "content-language");
    private static final Set<String> SECRETS =
            Set.of("authorization", "proxy-authorization", "cookie", "x-api-key", "x-auth-token");

    private RedirectPolicy() {}

    static boolean is(UpstreamResponse answer) {
        return STATUSES.contains(answer.status()) && answer.header("Location").isPresent();
    }

    /**
     * 307 and 308 keep method and body, the older ones turn all but HEAD into GET; credentials go to no other host.
     *
     * @throws dev.voyage.problem.Problem {@code MALFORMED} when Location is not a valid address
     */
    static UpstreamRequest next(UpstreamRequest ask, UpstreamResponse answer) {
        URI to = Urls.resolve(ask.uri(), raw(answer.header("Location").orElseThrow()));
        boolean same =
                answer.status() == 307 || answer.status() == 308 || ask.method().equals("HEAD");
        boolean plain = same || ask.method().equals("GET");
        Map<String, String> headers = new LinkedHashMap<>(ask.headers());
        if (!plain) {
            headers.keySet().removeIf(name -> OF_THE_BODY.contains(name.toLowerCase(Locale.ROOT)));
        }
        if (!origin(to).equals(origin(ask.uri()))) {
            headers.keySet().removeIf(name -> SECRETS.contains(name.toLowerCase(Locale.ROOT)));
        }
        return new UpstreamRequest(
                plain ? ask.method() : "GET",
                to,
                headers,
                plain ? ask.body() : null,
                ask.patience(),
                ask.party(),
                ask.whole());
    }

    /** Header fields are read as one character per byte: non-ASCII bytes are sent back unchanged. */
    private static String raw(String location) {
        var raw = new StringBuilder(location.length());
        for (int i = 0; i < location.length(); i++) {
            char c = location.charAt(i);
            if (c >= 0x80 && c <= 0xff) {
                PercentCoding.append(raw, c);
            } else {
                raw.append(c);
            }
        }
        return raw.toString();
    }

    private static String origin(URI uri) {
        return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + EgressPolicy.bare(uri) + ":" + EgressPolicy.port(uri);
    }
}
