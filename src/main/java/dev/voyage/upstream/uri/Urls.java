package dev.voyage.upstream.uri;

import dev.voyage.coding.PercentCoding;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** Handles third-party addresses with as little change as possible. */
public final class Urls {

    private static final int LONGEST = 8192;

    /** A percent sign that escapes nothing. */
    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private Urls() {}

    /**
     * An absolute http or https address with a host, as a document gives it: kept byte for byte, except that surrounding blanks
     * are removed and characters not allowed in a request are percent-encoded (RFC 3986, 2.1).
     *
     * @throws Problem {@code MALFORMED} when it is not a valid address
     */
    public static URI parse(String text) {
        String stripped = text.strip();
        try {
            if (stripped.length() <= LONGEST) {
                URI uri = new URI(legal(stripped));
                String scheme = uri.getScheme();
                boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
                if (web && uri.getHost() != null) {
                    return uri;
                }
            }
        } catch (URISyntaxException | NumberFormatException notOne) { // the JDK's own bug with IPv6 addresses
            throw Problem.of(ProblemType.MALFORMED, "not an http address: " + QuotedText.of(text), notOne);
        }
        throw Problem.of(ProblemType.MALFORMED, "not an http address: " + QuotedText.of(text));
    }

    /**
     * The target of a reference in the document at {@code base}, its bytes and empty path segments kept (unlike
     * {@link URI#resolve}); only {@code .} and {@code ..} segments are resolved.
     *
     * @throws Problem {@code MALFORMED} when that is not an http address
     * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-5.2">RFC 3986, 5.2</a>
     */
    public static URI resolve(URI base, String reference) {
        return parse(UriResolver.resolve(base, reference.strip()));
    }

    /** The target in the request line: raw path and query; {@code /} for an empty path. */
    public static String target(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return legal(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    /** Host and, if it is not the scheme's default, port: the key of permits and log lines. */
    public static String authority(URI uri) {
        String host = uri.getHost().toLowerCase(java.util.Locale.ROOT);
        return uri.getPort() < 0 ? host : host + ":" + uri.getPort();
    }

    /** The address for a log line: host and first two path segments, never a query string. */
    public static String loggable(URI uri) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        int third = -1;
        int slashes = 0;
        for (int i = 0; i < path.length() && third < 0; i++) {
            slashes += path.charAt(i) == '/' ? 1 : 0;
            third = slashes == 3 ? i : -1;
        }
        return authority(uri) + (third < 0 ? path : path.substring(0, third) + "/…");
    }

    private static String legal(String text) {
        int hash = text.indexOf('#');
        String sent = STRAY_PERCENT
                .matcher(hash < 0 ? text : text.substring(0, hash)) // a fragment is never sent
                .replaceAll("%25");
        int query = sent.indexOf('?');
        int path = sent.indexOf('/', sent.indexOf("://") < 0 ? 0 : sent.indexOf("://") + 3);
        boolean hasPath = path >= 0 && (query < 0 || path < query);
        if (hasPath) {
            int end = query < 0 ? sent.length() : query;
            // brackets are allowed in a host only (RFC 3986, 3.2.2); in a query they are left alone
            String between = sent.substring(path, end).replace("[", "%5B").replace("]", "%5D");
            sent = sent.substring(0, path) + between + sent.substring(end);
        }
        return PercentCoding.encode(sent, PercentCoding.RESERVED + "%");
    }
}
