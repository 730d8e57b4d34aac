package dev.voyage.api.message;

import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.coding.PercentCoding;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;

/** The body of a form, in either of the two encodings of HTML. */
public final class FormBody {

    private FormBody() {}

    /**
     * Converts the body to urlencoded, from either encoding (UWS 1.1, section 2.2.2.2; DALI 1.1, section 3).
     *
     * @param contentType or null, which means urlencoded
     * @throws Problem {@code UNSUPPORTED_MEDIA_TYPE}
     */
    public static String encoded(String contentType, byte[] body) {
        String type =
                contentType == null ? "" : contentType.toLowerCase(Locale.ROOT).strip();
        if (type.startsWith(MediaTypes.MULTIPART)) {
            return MultipartForm.read(contentType, body).stream()
                    .map(part -> PercentCoding.encode(part.name()) + "=" + PercentCoding.encode(part.text()))
                    .collect(Collectors.joining("&"));
        } else if (body.length > 0 && !type.isEmpty() && !type.startsWith(MediaTypes.URLENCODED)) {
            throw Problem.of(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "send the parameters as " + MediaTypes.URLENCODED + " or " + MediaTypes.MULTIPART + ", not as "
                            + QuotedText.of(contentType));
        }
        return new String(body, StandardCharsets.UTF_8).strip();
    }
}
