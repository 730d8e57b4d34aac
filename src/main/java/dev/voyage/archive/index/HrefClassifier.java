package dev.voyage.archive.index;

import dev.voyage.archive.index.Href.Foreign;
import dev.voyage.archive.index.Href.Reason;
import dev.voyage.archive.listing.PathSegments;
import dev.voyage.coding.PercentCoding;
import dev.voyage.problem.Problem;
import dev.voyage.problem.SafeFileNames;
import dev.voyage.upstream.uri.Urls;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Classifies the hrefs of one index page. Paths are compared by their decoded segments, without empty ones: servers
 * write {@code //} as {@code /} in their own links, and differ in their escaping.
 */
final class HrefClassifier {

    private static final int LONGEST = 8192;
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)");

    /** Other prefixes are names with a colon, which servers write unescaped. */
    private static final Pattern SCHEMES =
            Pattern.compile("javascript|mailto|ftps?|sftp|ssh|scp|rsync|file|data|tel|sms|about|"
                    + "blob|news|nntp|irc|ircs|gopher|gemini|magnet|ws|wss|git|svn|urn|ivo|doi|s3|gs|globus|root|smb|nfs|"
                    + "webcal|view-source|vbscript|intent|steam|skype|xmpp");

    private final URI page;
    private final String directory;
    private final List<String> here;
    private final boolean unescaped;

    /**
     * @param page its path up to the last slash is the listed directory
     */
    HrefClassifier(URI page) {
        this(page, PathSegments.of(directory(page)), false);
    }

    /**
     * @param page the base against which links are resolved
     * @param here the segments of the listed directory; if a server omits the trailing slash, the page's path itself
     * @param unescaped whether the page's links are not percent-encoded
     */
    HrefClassifier(URI page, List<String> here, boolean unescaped) {
        this.page = page;
        this.directory = directory(page);
        this.here = here;
        this.unescaped = unescaped;
    }

    private static String directory(URI page) {
        String path = page.getRawPath();
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /**
     * Classifies one href, with its entities replaced; never fails.
     *
     * @param shown the text of the link; if it shows the name exactly as in the href, including a character that should
     *     be escaped, the server does not escape
     */
    Href verdict(String href, String shown) {
        String text = href.strip();
        if (text.isEmpty()) {
            return new Foreign(href, Reason.EMPTY);
        } else if (text.length() > LONGEST) {
            return new Foreign(href, Reason.TOO_LONG);
        } else if (text.chars().anyMatch(Character::isISOControl)) {
            return new Foreign(href, Reason.CONTROL);
        } else if (text.indexOf('\\') >= 0) { // browsers read it as a slash
            return new Foreign(href, Reason.BACKSLASH);
        } else if (isLiteral(text, shown)) {
            return resolved(href, escaped(text));
        }
        int hash = text.indexOf('#');
        String address = hash < 0 ? text : text.substring(0, hash);
        int question = address.indexOf('?');
        if (question >= 0) {
            return asked(href, address.substring(0, question), address.substring(question + 1));
        } else if (hash >= 0) {
            return new Foreign(href, isPage(href, address) ? Reason.SELF : Reason.FRAGMENT);
        }
        return resolved(href, text);
    }

    /** Whether a link shows a character that its server should have escaped. */
    static boolean showsUnescaped(Anchor link) {
        String tail = tail(link.href().strip());
        return isShown(tail, link.text()) && tail.matches(".+[?#].*|.*[ \"<>].*|.*%(?![0-9A-Fa-f]{2}).*");
    }

    /**
     * Whether an href is not escaped for HTML: its name, as written, is the text of the link, or has an ampersand that
     * an escaping server would have escaped.
     */
    static boolean isRaw(String href, String shown) {
        String tail = tail(href);
        int ampersand = tail.indexOf('&');
        return ampersand >= 0
                && tail.indexOf('?') < 0
                && (isShown(PercentCoding.decode(tail), shown) || HtmlEntities.hasBare(tail));
    }

    private boolean isLiteral(String text, String shown) {
        String tail = tail(text);
        return isShown(tail, shown)
                && (tail.indexOf('?') > 0 || tail.indexOf('#') > 0 || (unescaped && tail.indexOf('%') >= 0));
    }

    private static boolean isShown(String tail, String shown) {
        return !tail.isEmpty()
                && tail.replaceAll("\\s+", " ")
                        .equals(shown.endsWith("/") ? shown.substring(0, shown.length() - 1) : shown);
    }

    /** The last segment; a slash after a question mark does not count. */
    private static String tail(String text) {
        String path = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private String escaped(String text) {
        int end = text.length() - (text.endsWith("/") ? 1 : 0);
        int start = text.lastIndexOf('/', end - 1) + 1;
        String tail = text.substring(start, end)
                .replace("%", "%25")
                .replace("?", "%3F")
                .replace("#", "%23");
        boolean ours = text.substring(0, start).equals("/" + String.join("/", here) + "/");
        return (ours && !here.isEmpty() ? "/" + PercentCoding.path(here) + "/" : text.substring(0, start))
                + tail
                + text.substring(end);
    }

    /** Classifies a link with a query; pages keep their order in links to the parent. */
    private Href asked(String href, String address, String query) {
        if (isPage(href, address)) {
            return PageQuery.isOnlyOrder(query, page.getRawQuery())
                    ? new Foreign(href, Reason.SORT)
                    : more(href, query);
        }
        Href plain = resolved(href, address);
        if (plain instanceof Foreign foreign
                && (foreign.reason() == Reason.PARENT || foreign.reason().isElsewhere())) {
            return new Foreign(href, foreign.reason());
        }
        return new Foreign(href, Reason.QUERY);
    }

    private Href more(String href, String query) {
        try {
            return new Href.More(
                    Urls.parse(page.getScheme() + "://" + page.getRawAuthority() + page.getRawPath() + "?" + query),
                    href);
        } catch (Problem notOne) {
            return new Foreign(href, Reason.QUERY);
        }
    }

    private boolean isPage(String href, String address) {
        return address.isEmpty() || resolved(href, address).equals(new Foreign(href, Reason.SELF));
    }

    private Href resolved(String href, String text) {
        var scheme = SCHEME.matcher(text);
        if (scheme.matches()) {
            String word = scheme.group(1).toLowerCase(Locale.ROOT);
            boolean web = word.equals("http") || word.equals("https");
            if (web) {
                return absolute(href, text);
            } else if (SCHEMES.matcher(word).matches() || scheme.group(2).startsWith("//")) {
                return new Foreign(href, Reason.OTHER_SCHEME);
            }
        } else if (text.startsWith("//")) {
            return absolute(href, page.getScheme() + ":" + text);
        } else if (text.startsWith("/")) {
            return below(href, text);
        }
        return relative(href, text);
    }

    private Href absolute(String href, String text) {
        int slashes = text.indexOf("//");
        int path = slashes < 0 ? -1 : text.indexOf('/', slashes + 2);
        try {
            URI origin = Urls.parse(path < 0 ? text : text.substring(0, path));
            return isSameHost(origin)
                    ? below(href, path < 0 ? "/" : text.substring(path))
                    : new Foreign(href, Reason.OTHER_HOST);
        } catch (Problem notOne) {
            return new Foreign(href, Reason.NOT_A_URL);
        }
    }

    /** A server behind a proxy knows neither the external port nor the external scheme. */
    private boolean isSameHost(URI origin) {
        boolean usual = origin.getPort() < 0 || origin.getPort() == 80 || origin.getPort() == 443;
        return origin.getRawUserInfo() == null
                && origin.getHost().equalsIgnoreCase(page.getHost())
                && (usual || port(origin) == port(page));
    }

    private Href relative(String href, String text) {
        String rest = text;
        while (rest.startsWith("./")) {
            rest = rest.substring(2);
        }
        if (rest.isEmpty() || rest.equals(".")) {
            return new Foreign(href, Reason.SELF);
        }
        return below(href, directory + rest);
    }

    private Href below(String href, String path) {
        List<String> plain = new ArrayList<>();
        boolean dots = walked(path, plain);
        int depth = here.size();
        if (plain.contains("..") || plain.contains(".")) {
            return new Foreign(href, Reason.DOTS);
        } else if (plain.equals(here)) {
            return new Foreign(href, Reason.SELF);
        } else if (plain.size() < depth && plain.equals(here.subList(0, plain.size()))) {
            return new Foreign(href, Reason.PARENT);
        } else if (plain.size() <= depth || !plain.subList(0, depth).equals(here)) {
            return new Foreign(href, Reason.NOT_BELOW);
        } else if (dots) {
            return new Foreign(href, Reason.DOTS);
        }
        for (String name : plain.subList(depth, plain.size())) {
            var refusal = SafeFileNames.refusal(name);
            if (refusal.isPresent()) {
                return new Foreign(href, Reason.valueOf(refusal.get().name()));
            }
        }
        return entry(href, path);
    }

    private Href entry(String href, String path) {
        try {
            // brackets are valid only in a host (RFC 3986, 3.2.2)
            String sendable = path.replace("[", "%5B").replace("]", "%5D");
            URI url = Urls.parse(page.getScheme() + "://" + page.getRawAuthority() + sendable);
            List<String> sent = PathSegments.of(url.getRawPath());
            int depth = here.size();
            if (sent.size() <= depth) {
                return new Foreign(href, Reason.SELF); // a name of blanks, which a request cannot have at its end
            }
            // named after the address that is requested: an href with mixed encodings is ambiguous
            List<String> names = sent.subList(depth, sent.size());
            return names.stream().anyMatch(name -> SafeFileNames.refusal(name).isPresent())
                    ? new Foreign(href, Reason.TOO_LONG)
                    : new Href.Entry(url, names, path.endsWith("/"));
        } catch (Problem notOne) {
            return new Foreign(href, Reason.NOT_A_URL);
        }
    }

    /**
     * Resolves the plain dot segments of a raw path; encoded ones stay, since they are refused.
     *
     * @return whether there were any
     */
    private static boolean walked(String path, List<String> plain) {
        boolean dots = false;
        for (String raw : path.split("/", -1)) {
            if (raw.equals(".") || raw.equals("..")) {
                dots = true;
                if (raw.equals("..") && !plain.isEmpty()) {
                    plain.remove(plain.size() - 1);
                }
            } else if (!raw.isEmpty()) {
                plain.add(PercentCoding.decode(raw));
            }
        }
        return dots;
    }

    private static int port(URI uri) {
        boolean secure = uri.getScheme().equalsIgnoreCase("https");
        return uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    }
}
