package dev.voyage.archive.listing;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.problem.SafeFileNames;
import dev.voyage.upstream.uri.Urls;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A prefix of addresses, for a part of an archive that is available elsewhere. http and https are the same, as are
 * {@code //} and {@code /}.
 *
 * @param port -1 for the scheme's default
 * @param segments decoded, without empty ones
 */
public record UrlPrefix(String host, int port, List<String> segments) {

    /** The two sides of {@code URL-prefix=place}, as they are written in a setting. */
    public record Pair(UrlPrefix prefix, String place) {

        /**
         * @throws IllegalArgumentException that names the setting, the pair and the correct form
         */
        public static Pair parse(String setting, String pair, String form) {
            String text = pair.strip();
            int end = text.indexOf("/="); // a prefix ends in a slash; the place may contain any character
            if (end < 0) {
                throw wrong(setting, pair, form, "the URL prefix must end in a slash, before the first equals sign");
            }
            try {
                URI url = Urls.parse(text.substring(0, end + 1));
                if (url.getRawQuery() == null && url.getRawUserInfo() == null) {
                    return new Pair(of(url), text.substring(end + 2).strip());
                }
            } catch (Problem notOne) {
                throw wrong(setting, pair, form, notOne.detail());
            }
            throw wrong(setting, pair, form, "the URL prefix has a query or a user");
        }
    }

    public static IllegalArgumentException wrong(String setting, String pair, String form, String why) {
        return new IllegalArgumentException(
                setting + " has the pair " + QuotedText.of(pair) + ": " + why + "; right is " + form);
    }

    public static IllegalArgumentException twice(String setting, String pair) {
        return new IllegalArgumentException(
                setting + " has a second pair for the same prefix: " + QuotedText.of(pair) + "; right is one");
    }

    static UrlPrefix of(URI url) {
        return new UrlPrefix(
                url.getHost().toLowerCase(Locale.ROOT), port(url), List.copyOf(PathSegments.of(url.getRawPath())));
    }

    /**
     * The names below this prefix that lead to an address, decoded once; empty when the address is not a plain one or
     * not below.
     *
     * @throws Problem {@code UNSAFE_NAME} when one of them may not become a file
     */
    public Optional<List<String>> below(URI url) {
        if (url.getHost() == null || url.getRawPath() == null || url.getRawQuery() != null) {
            return Optional.empty();
        }
        UrlPrefix other = of(url);
        boolean same = other.host.equals(host) && other.port == port && url.getRawUserInfo() == null;
        int depth = segments.size();
        if (!same
                || other.segments.size() < depth
                || !other.segments.subList(0, depth).equals(segments)) {
            return Optional.empty();
        }
        List<String> names = other.segments.subList(depth, other.segments.size());
        for (String name : names) {
            SafeFileNames.refusal(name).ifPresent(refusal -> {
                throw Problem.of(
                        ProblemType.UNSAFE_NAME,
                        "a name in the address may not become a file (" + refusal.word() + "): " + QuotedText.of(name));
            });
        }
        return Optional.of(names);
    }

    private static int port(URI url) {
        int usual = url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
        return url.getPort() == usual ? -1 : url.getPort();
    }
}
