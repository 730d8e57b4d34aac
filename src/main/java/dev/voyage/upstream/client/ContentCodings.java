package dev.voyage.upstream.client;

import dev.voyage.upstream.UpstreamResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The content codings that the Content-Encoding of a response names. Every request here asks for {@code identity}, so a coding
 * sent anyway describes how the file is stored, or nothing: object stores keep the {@code aws-chunked} of an upload, and
 * {@code none} and {@code UTF-8} are mistakes.
 *
 * @param names in lower case, in the order in which they were applied; those that change no byte are left out
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.4">RFC 9110, 8.4</a>
 */
public record ContentCodings(List<String> names) {

    private static final String SIGNED_CHUNKS = "aws-chunked";
    private static final Set<String> UNCHANGED = Set.of("", "identity", "none", "utf-8", "utf8", "binary", "null");

    public ContentCodings {
        names = List.copyOf(names);
    }

    /** The codings of this response. */
    public static ContentCodings of(UpstreamResponse answer) {
        return parse(answer.header("Content-Encoding").orElse(""));
    }

    /** Parses a header value. */
    public static ContentCodings parse(String header) {
        return new ContentCodings(Arrays.stream(header.split(",", -1))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !UNCHANGED.contains(name))
                .toList());
    }

    /** Whether gzip, and no other coding, may have to be decoded. */
    public boolean isGzip() {
        List<String> rest =
                names.stream().filter(name -> !name.equals(SIGNED_CHUNKS)).toList();
        return rest.size() == 1 && (rest.get(0).equals("gzip") || rest.get(0).equals("x-gzip"));
    }

    /** Whether the coding is left over from an upload in signed chunks; the chunks themselves are rarely stored. */
    public boolean isSignedChunks() {
        return names.contains(SIGNED_CHUNKS);
    }

    /** In header form; empty if there is none. */
    @Override
    public String toString() {
        return String.join(", ", names);
    }
}
