package dev.voyage.http;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What to ask after an answer that points elsewhere.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.4">RFC 9110, 15.4</a>
 */
final class Redirects {

    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> OF_THE_BODY =
            Set.of("content-type", "content-length", "content-encoding", "content-language");
    private static final Set<String> SECRETS =
            Set.of("authorization", "proxy-authorization", "cookie", "x-api-key", "x-auth-token");

    private Redirects() {}

    static boolean is(Answer answer) {
        return STATUSES.contains(answer.status()) && answer.header("Location").isPresent();
    }

    /**
     * 307 and 308 keep method and body, the older ones turn all but HEAD into GET; secrets go to no
     * other host.
     *
     * @throws dev.voyage.problem.Problem {@code MALFORMED} when Location is no address
     */
    static Ask next(Ask ask, Answer answer) {
        URI to = Urls.resolve(ask.uri(), answer.header("Location").orElseThrow());
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
        return new Ask(
                plain ? ask.method() : "GET", to, headers, plain ? ask.body() : null, ask.patience(), ask.party());
    }

    private static String origin(URI uri) {
        return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + EgressPolicy.bare(uri) + ":" + EgressPolicy.port(uri);
    }
}
