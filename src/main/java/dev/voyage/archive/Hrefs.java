package dev.voyage.archive;

import dev.voyage.archive.Href.Foreign;
import dev.voyage.archive.Href.Reason;
import dev.voyage.http.Urls;
import dev.voyage.problem.FileNames;
import dev.voyage.problem.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Judges the hrefs of one index page. Paths are compared by their decoded segments, empty ones left
 * out: servers show {@code //} as {@code /} in the links they write themselves, and escape as they
 * like.
 */
final class Hrefs {

    private static final int LONGEST = 8192;
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)");

    private final URI page;
    private final String directory;
    private final List<String> here;

    /**
     * @param page its path up to the last slash is the directory listed
     */
    Hrefs(URI page) {
        this.page = page;
        String path = page.getRawPath();
        directory = path.substring(0, path.lastIndexOf('/') + 1);
        here = segments(directory);
    }

    /** The verdict on one href, entities already replaced; never fails. */
    Href verdict(String href) {
        String text = href.strip();
        if (text.isEmpty()) {
            return new Foreign(href, Reason.EMPTY);
        } else if (text.length() > LONGEST) {
            return new Foreign(href, Reason.TOO_LONG);
        } else if (text.chars().anyMatch(Character::isISOControl)) {
            return new Foreign(href, Reason.CONTROL);
        } else if (text.indexOf('\\') >= 0) { // browsers take it for a slash
            return new Foreign(href, Reason.BACKSLASH);
        }
        int hash = text.indexOf('#');
        String address = hash < 0 ? text : text.substring(0, hash);
        int question = address.indexOf('?');
        if (question >= 0) {
            return new Foreign(href, asked(href, address.substring(0, question)));
        } else if (hash >= 0) {
            return new Foreign(href, isPage(href, address) ? Reason.SELF : Reason.FRAGMENT);
        }
        return resolved(href, text);
    }

    /** What a link with a query is, by the address before that; pages keep their order going up. */
    private Reason asked(String href, String address) {
        if (isPage(href, address)) {
            return Reason.SORT;
        }
        return resolved(href, address).equals(new Foreign(href, Reason.PARENT)) ? Reason.PARENT : Reason.QUERY;
    }

    private boolean isPage(String href, String address) {
        return address.isEmpty() || resolved(href, address).equals(new Foreign(href, Reason.SELF));
    }

    private Href resolved(String href, String text) {
        var scheme = SCHEME.matcher(text);
        if (scheme.matches()) {
            String word = scheme.group(1).toLowerCase(Locale.ROOT);
            return word.equals("http") || word.equals("https")
                    ? absolute(href, text)
                    : new Foreign(href, Reason.OTHER_SCHEME);
        } else if (text.startsWith("//")) {
            return absolute(href, page.getScheme() + ":" + text);
        } else if (text.startsWith("/")) {
            return below(href, text);
        }
        return relative(href, text);
    }

    private Href absolute(String href, String text) {
        int path = text.indexOf('/', text.indexOf("//") + 2);
        try {
            URI origin = Urls.parse(path < 0 ? text : text.substring(0, path));
            boolean sameHost = origin.getRawUserInfo() == null
                    && origin.getHost().equalsIgnoreCase(page.getHost())
                    && port(origin) == port(page);
            return sameHost ? below(href, path < 0 ? "/" : text.substring(path)) : new Foreign(href, Reason.OTHER_HOST);
        } catch (Problem notOne) {
            return new Foreign(href, Reason.NOT_A_URL);
        }
    }

    private Href relative(String href, String text) {
        String rest = text;
        while (rest.startsWith("./")) {
            rest = rest.substring(2);
        }
        if (rest.isEmpty() || rest.equals(".")) {
            return new Foreign(href, Reason.SELF);
        } else if (rest.equals("..") || rest.equals("../")) {
            return new Foreign(href, Reason.PARENT);
        }
        return below(href, directory + rest);
    }

    private Href below(String href, String path) {
        List<String> there = segments(path);
        int depth = here.size();
        if (there.contains("..") || there.contains(".")) {
            return new Foreign(href, Reason.DOTS);
        } else if (there.equals(here)) {
            return new Foreign(href, Reason.SELF);
        } else if (there.size() < depth && there.equals(here.subList(0, there.size()))) {
            return new Foreign(href, Reason.PARENT);
        } else if (there.size() <= depth || !there.subList(0, depth).equals(here)) {
            return new Foreign(href, Reason.NOT_BELOW);
        } else if (there.size() > depth + 1) {
            return new Foreign(href, Reason.DEEPER);
        }
        var refusal = FileNames.refusal(there.get(depth));
        if (refusal.isPresent()) {
            return new Foreign(href, Reason.valueOf(refusal.get().name()));
        }
        try {
            // brackets may stand in a host only (RFC 3986, 3.2.2)
            String sendable = path.replace("[", "%5B").replace("]", "%5D");
            URI url = Urls.parse(page.getScheme() + "://" + page.getRawAuthority() + sendable);
            List<String> sent = segments(url.getRawPath());
            if (sent.size() <= depth) {
                return new Foreign(href, Reason.SELF); // a name of blanks, which no request can have at its end
            }
            // named as it is asked for: an href that mixes encodings has more than one reading
            String name = sent.get(depth);
            return FileNames.refusal(name).isPresent()
                    ? new Foreign(href, Reason.TOO_LONG)
                    : new Href.Entry(url, name, path.endsWith("/"));
        } catch (Problem notOne) {
            return new Foreign(href, Reason.NOT_A_URL);
        }
    }

    private static int port(URI uri) {
        boolean secure = uri.getScheme().equalsIgnoreCase("https");
        return uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    }

    /** The decoded segments of a raw path, without the empty ones. */
    static List<String> segments(String path) {
        var segments = new ArrayList<String>();
        int start = 0;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (end > start) {
                segments.add(FileNames.decoded(path.substring(start, end)));
            }
            start = end + 1;
        }
        return segments;
    }
}
