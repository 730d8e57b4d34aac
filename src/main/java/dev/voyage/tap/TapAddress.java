package dev.voyage.tap;

import dev.voyage.coding.PercentCoding;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
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
        base = new TapEndpoint(base).base();
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
        String address = stripped.substring(0, hash);
        if (address.indexOf('?') >= 0 || !namesTap(address)) {
            return Optional.empty();
        }
        URI base = TapEndpoint.parse(address);
        return Optional.of(new TapAddress(
                base, PercentCoding.decode(stripped.substring(hash + 1)).strip()));
    }

    /** Reads an address as {@link #toString} has written it, of any service of the registry. */
    public static TapAddress recorded(String text) {
        int hash = text.indexOf('#');
        return new TapAddress(URI.create(text.substring(0, hash)), PercentCoding.decode(text.substring(hash + 1)));
    }

    private static boolean namesTap(String address) {
        String path = address.replaceFirst("(?i)^https?://[^/]*", "").toLowerCase(Locale.ROOT);
        return Arrays.stream(path.split("/", -1)).anyMatch(segment -> segment.contains("tap"));
    }

    /** The endpoint of synchronous queries. */
    public URI sync() {
        return new TapEndpoint(base).sync();
    }

    /** The list of jobs. */
    public URI jobs() {
        return new TapEndpoint(base).jobs();
    }

    /** As {@link #in} reads it. */
    @Override
    public String toString() {
        return base + "#" + PercentCoding.encode(table);
    }
}
