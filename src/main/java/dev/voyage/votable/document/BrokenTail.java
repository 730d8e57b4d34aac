package dev.voyage.votable.document;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bytes behind the place at which a document breaks: a service that fails half way often reports the reason there,
 * in a second VOTable with QUERY_STATUS=ERROR, in an HTML page or in plain text. At most 64 KiB are examined.
 */
final class BrokenTail {

    private static final int MOST = 1 << 16;
    private static final Pattern STATUS = Pattern.compile(
            "<(?:[\\w.-]+:)?(INFO|PARAM)\\b([^<>]*?)(?:/>|>([^<]*(?:<!\\[CDATA\\[.*?\\]\\]>)?[^<]*)</)",
            Pattern.DOTALL);
    private static final Pattern ATTRIBUTE = Pattern.compile("\\b(name|value)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");
    private static final Pattern TAGS = Pattern.compile(
            "<!--.*?-->|<(script|style)\\b.*?</\\1>|<[^>]*>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern TROUBLE = Pattern.compile(
            "(?i)error|exception|fail|abort|fatal|memory|time[d ]?-?out|denied|too (many|large)|traceback|unavailable");

    private final Problem broken;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    BrokenTail(Problem broken) {
        this.broken = broken;
    }

    void add(byte[] from, int offset, int length) {
        bytes.write(from, offset, Math.min(length, MOST - bytes.size()));
    }

    boolean isFull() {
        return bytes.size() >= MOST;
    }

    /** {@code REFUSED} with the service's words if there are any, else the reason why the document cannot be read. */
    Problem problem() {
        String text = bytes.toString(StandardCharsets.UTF_8);
        Matcher status = STATUS.matcher(text);
        while (status.find()) {
            Optional<Problem> refused = refused(status);
            if (refused.isPresent()) {
                return refused.get();
            }
        }
        String words =
                TAGS.matcher(text).replaceAll(" ").replaceAll("\\s+", " ").strip();
        return TROUBLE.matcher(words).find()
                ? broken.saying("behind the break stands " + QuotedText.of(unescaped(words)))
                : broken;
    }

    private static Optional<Problem> refused(Matcher status) {
        String name = "";
        String value = "";
        Matcher attribute = ATTRIBUTE.matcher(status.group(2));
        while (attribute.find()) {
            String written = attribute.group(2) == null ? attribute.group(3) : attribute.group(2);
            name = attribute.group(1).equals("name") ? written : name;
            value = attribute.group(1).equals("value") ? unescaped(written) : value;
        }
        String text = status.group(3) == null
                ? ""
                : unescaped(status.group(3).replace("<![CDATA[", "").replace("]]>", ""))
                        .strip();
        if (status.group(1).equals("PARAM") && !QueryStatus.isStatus(name, "")) {
            return Optional.empty();
        }
        try {
            QueryStatus.of(name, value, text);
            return Optional.empty();
        } catch (Problem refused) {
            return Optional.of(refused).filter(problem -> problem.kind() == ProblemType.REFUSED);
        }
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&#10;", "\n")
                .replace("&amp;", "&");
    }
}
