package dev.voyage.tap;

import dev.voyage.coding.PercentCoding;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import dev.voyage.upstream.uri.Urls;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A table of a TAP service, written {@code https://host/tap#schema.table}.
 *
 * @param base the address of the service, without a slash at its end
 * @param table its name in TAP_SCHEMA, as written there
 */
public record TapAddress(URI base, String table) {

    private static final Pattern WEB = Pattern.compile("(?is)https?://.*");
    private static final Pattern NAME = Pattern.compile("[ -~&&[^'#]]{1,200}");

    /**
     * @throws Problem {@code BAD_PARAMETER} for {@code catalogue} if it is not the name of a table in printable ASCII, or
     *     the address has a query
     */
    public TapAddress {
        if (!NAME.matcher(table).matches()) {
            throw Problem.invalidField("catalogue", "this is no name of a table: " + QuotedText.of(table));
        }
        base = URI.create(
                base.toString().replaceFirst("#.*", "").replaceFirst("\\?$", "").replaceFirst("/+(?:sync/*)?$", ""));
        if (base.getRawQuery() != null) {
            throw Problem.invalidField(
                    "catalogue", "this is no base of a TAP service: " + QuotedText.of(base.toString()));
        }
    }

    /**
     * The address, if the text is meant as one: an http address without a query, one of whose path segments contains
     * the word TAP, with a fragment.
     *
     * @throws Problem {@code BAD_PARAMETER} for {@code catalogue} when the table's name is invalid, or the address
     *     contains a password
     */
    public static Optional<TapAddress> in(String text) {
        String stripped = text.strip();
        int hash = stripped.indexOf('#');
        if (hash < 0 || hash == stripped.length() - 1 || !WEB.matcher(stripped).matches()) {
            return Optional.empty();
        }
        URI base = parse(stripped.substring(0, hash));
        if (base.getRawQuery() != null || !namesTap(base)) {
            return Optional.empty();
        }
        if (base.getRawUserInfo() != null) {
            throw Problem.invalidField("catalogue", "the URL of a TAP service must not hold a user or password");
        }
        return Optional.of(new TapAddress(
                base, PercentCoding.decode(stripped.substring(hash + 1)).strip()));
    }

    /** Reads an address as {@link #toString} has written it, of any service of the registry. */
    public static TapAddress recorded(String text) {
        int hash = text.indexOf('#');
        return new TapAddress(URI.create(text.substring(0, hash)), PercentCoding.decode(text.substring(hash + 1)));
    }

    private static URI parse(String text) {
        try {
            return Urls.parse(text);
        } catch (Problem malformed) {
            throw Problem.invalidField(
                    "catalogue", "this is no URL of a TAP service: " + QuotedText.of(text), malformed);
        }
    }

    private static boolean namesTap(URI base) {
        String path = base.getRawPath() == null ? "" : base.getRawPath().toLowerCase(Locale.ROOT);
        return Arrays.stream(path.split("/", -1)).anyMatch(segment -> segment.contains("tap"));
    }

    /** The endpoint of synchronous queries. */
    public URI sync() {
        return URI.create(base + "/sync");
    }

    /** The list of jobs. */
    public URI jobs() {
        return URI.create(base + "/async");
    }

    /** The document with the limits of the service. */
    public URI capabilities() {
        return URI.create(base + "/capabilities");
    }

    /** As {@link #in} reads it. */
    @Override
    public String toString() {
        return base + "#" + PercentCoding.encode(table);
    }
}
