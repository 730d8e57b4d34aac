package dev.voyage.registry;

import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import dev.voyage.upstream.uri.Urls;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** A cone search given by its URL. */
final class ConeSearchUrl {

    private static final Pattern WEB = Pattern.compile("(?is)\\s*https?:.*");

    private ConeSearchUrl() {}

    /**
     * The URL, if the text is meant as one.
     *
     * @throws Problem {@code BAD_PARAMETER} for {@code catalogue} when it is not a valid URL, or contains a password,
     *     which everybody with access to the search could read
     */
    static Optional<URI> in(String catalogue) {
        if (catalogue == null || catalogue.isBlank()) {
            throw Problem.invalidField("catalogue", "a catalogue is needed, such as numaster");
        }
        if (!WEB.matcher(catalogue).matches()) {
            return Optional.empty();
        }
        try {
            URI url = Urls.parse(catalogue);
            if (url.getRawUserInfo() != null) {
                throw Problem.invalidField("catalogue", "the URL of a cone search must not hold a user or password");
            }
            return Optional.of(url);
        } catch (Problem malformed) {
            if (malformed.kind() == dev.voyage.problem.ProblemType.BAD_PARAMETER) {
                throw malformed;
            }
            throw Problem.invalidField("catalogue", "this is no URL of a cone search: " + QuotedText.of(catalogue));
        }
    }
}
