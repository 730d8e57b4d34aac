package dev.voyage.download.content;

import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.client.ContentCodings;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Properties of a body that the response head gives.
 *
 * @param isFramed whether the head gives the end of the body, so that a body that completes is whole
 * @param type its media type in lower case without parameters; empty if it has none
 * @param storedZipped whether the server says that it stores the file compressed, whatever it sends
 * @param isValidated whether the head has a validator, as that of a stored file has
 */
public record BodyFacts(
        boolean isFramed, String type, ContentCodings codings, boolean storedZipped, boolean isValidated) {

    private static final Set<String> ANY_FILE = Set.of("", "application/octet-stream");
    private static final Set<String> FITS = Set.of("application/fits", "image/fits");

    private static final ContentCodings NO_CODING = new ContentCodings(List.of());

    /** For bytes without a response: a file of a mounted archive, or one that is already complete locally. */
    public static final BodyFacts NONE = new BodyFacts(true, "", NO_CODING, false, false);

    /** For a file in its place, accepted earlier because of its response head. */
    public static final BodyFacts TAKEN = new BodyFacts(true, "", NO_CODING, true, true);

    public static BodyFacts of(UpstreamResponse answer) {
        String type = answer.header("Content-Type").orElse("");
        ContentCodings codings = ContentCodings.of(answer);
        // Google's store decompresses stored gzip for clients that request identity, and declares it
        boolean stored = answer.header("X-Goog-Stored-Content-Encoding")
                .filter(it -> ContentCodings.parse(it).isGzip())
                .isPresent();
        String plainType = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        boolean validated = answer.header("Last-Modified").isPresent()
                || answer.header("ETag").isPresent();
        return new BodyFacts(answer.isFramed(), plainType, codings, stored || codings.isGzip(), validated);
    }

    /** Whether the head is that of a stored file of this format: it has a validator, and a type that says nothing else. */
    public boolean isStoredAs(FileSignature format) {
        boolean typed = (format.isFits() && FITS.contains(type))
                || (format.isImage() && type.startsWith("image/") && !FITS.contains(type));
        return isValidated && (typed || ANY_FILE.contains(type));
    }

    public boolean isHtml() {
        return type.equals("text/html") || type.equals("application/xhtml+xml");
    }

    public boolean isXml() {
        return type.equals("application/xml") || type.equals("text/xml") || (type.endsWith("+xml") && !isHtml());
    }

    public boolean isJson() {
        return type.equals("application/json") || type.endsWith("+json");
    }
}
