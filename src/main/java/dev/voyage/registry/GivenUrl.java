package dev.voyage.registry;

import dev.voyage.http.Urls;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** A cone search that a user gives by its URL. */
final class GivenUrl {

    private static final Pattern WEB = Pattern.compile("(?is)\\s*https?:.*");

    private GivenUrl() {}

    /**
     * The URL, where it is meant to be one.
     *
     * @throws Problem {@code BAD_PARAMETER} for {@code catalogue} where it is none, or shows a
     *     password to everybody who sees the search
     */
    static Optional<URI> in(String catalogue) {
        if (catalogue == null || catalogue.isBlank()) {
            throw Problem.badParameter("catalogue", "a catalogue is needed, such as numaster");
        }
        if (!WEB.matcher(catalogue).matches()) {
            return Optional.empty();
        }
        try {
            URI url = Urls.parse(catalogue);
            if (url.getRawUserInfo() != null) {
                throw Problem.badParameter("catalogue", "the URL of a cone search must not hold a user or password");
            }
            return Optional.of(url);
        } catch (Problem malformed) {
            if (malformed.kind() == dev.voyage.problem.Kind.BAD_PARAMETER) {
                throw malformed;
            }
            throw Problem.badParameter("catalogue", "this is no URL of a cone search: " + Quoted.of(catalogue));
        }
    }
}
