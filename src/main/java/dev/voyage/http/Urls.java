package dev.voyage.http;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Strangers' addresses and what may be done to them: as little as possible. */
public final class Urls {

    private static final int LONGEST = 8192;
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final String LEGAL = UNRESERVED + "%:/?#[]@!$&'()*+,;=";

    /** A percent sign that escapes nothing. */
    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private Urls() {}

    /**
     * An absolute http or https address with a host, as a document gives it: kept byte for byte,
     * except that blanks around it go and characters that cannot stand in a request are
     * percent-encoded (RFC 3986, 2.1).
     *
     * @throws Problem {@code MALFORMED} when it is none
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
        } catch (URISyntaxException | NumberFormatException notOne) { // the JDK's own slip, within IPv6 addresses
            throw Problem.of(Kind.MALFORMED, "not an http address: " + Quoted.of(text), notOne);
        }
        throw Problem.of(Kind.MALFORMED, "not an http address: " + Quoted.of(text));
    }

    /**
     * What a reference in the document at {@code base} points to, its bytes and empty path segments
     * kept (unlike {@link URI#resolve}); only {@code .} and {@code ..} segments are worked off.
     *
     * @throws Problem {@code MALFORMED} when that is no http address
     * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-5.2">RFC 3986, 5.2</a>
     */
    public static URI resolve(URI base, String reference) {
        return parse(Reference.resolve(base, reference.strip()));
    }

    /** What stands in the request line: raw path and query; {@code /} for an empty path. */
    static String target(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return legal(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    /** Percent-encodes all but unreserved characters, UTF-8; a blank becomes {@code %20}. */
    public static String encode(String text) {
        return escape(text, UNRESERVED);
    }

    /**
     * Host and, where it is not the scheme's own, port: what permits and log lines are counted by.
     */
    public static String authority(URI uri) {
        String host = uri.getHost().toLowerCase(java.util.Locale.ROOT);
        return uri.getPort() < 0 ? host : host + ":" + uri.getPort();
    }

    /** The address for a log line: host and first two path segments, a query string never. */
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
            // brackets may stand in a host only (RFC 3986, 3.2.2); in a query they are left alone
            String between = sent.substring(path, end).replace("[", "%5B").replace("]", "%5D");
            sent = sent.substring(0, path) + between + sent.substring(end);
        }
        return escape(sent, LEGAL);
    }

    private static String escape(String text, String kept) {
        var escaped = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 128 && kept.indexOf(c) >= 0) {
                escaped.append(c);
            } else {
                escaped.append(String.format("%%%02X", (int) c));
            }
        }
        return escaped.toString();
    }
}
