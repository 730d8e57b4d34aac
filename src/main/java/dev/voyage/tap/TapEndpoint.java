package dev.voyage.tap;

import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import dev.voyage.upstream.uri.Urls;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address of a TAP service.
 *
 * @param base without a slash at its end
 */
public record TapEndpoint(URI base) {

    private static final Pattern WEB = Pattern.compile("(?is)https?://.*");

    /** @throws Problem {@code BAD_PARAMETER} for {@code catalogue} if the address has a query */
    public TapEndpoint {
        base = URI.create(
                base.toString().replaceFirst("#.*", "").replaceFirst("\\?$", "").replaceFirst("/+(?:sync/*)?$", ""));
        if (base.getRawQuery() != null) {
            throw Problem.invalidField(
                    "catalogue", "this is no base of a TAP service: " + QuotedText.of(base.toString()));
        }
    }

    /**
     * The service that a text means, if it is an http address.
     *
     * @throws Problem {@code BAD_PARAMETER} for {@code catalogue} if it cannot be the base of a TAP service, or contains a
     *     password
     */
    public static Optional<TapEndpoint> in(String text) {
        String stripped = text.strip();
        if (!WEB.matcher(stripped).matches()) {
            return Optional.empty();
        }
        return Optional.of(new TapEndpoint(parse(stripped)));
    }

    static URI parse(String text) {
        URI base;
        try {
            base = Urls.parse(text);
        } catch (Problem malformed) {
            throw Problem.invalidField(
                    "catalogue", "this is no URL of a TAP service: " + QuotedText.of(text), malformed);
        }
        if (base.getRawUserInfo() != null) {
            throw Problem.invalidField("catalogue", "the URL of a TAP service must not hold a user or password");
        }
        return base;
    }

    /** The endpoint of synchronous queries. */
    public URI sync() {
        return URI.create(base + "/sync");
    }

    /** The list of jobs. */
    URI jobs() {
        return URI.create(base + "/async");
    }

    /** The document with the limits of the service. */
    URI capabilities() {
        return URI.create(base + "/capabilities");
    }
}
