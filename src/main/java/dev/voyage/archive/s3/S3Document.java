package dev.voyage.archive.s3;

import dev.voyage.coding.PercentCoding;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The response of a bucket: a page of its list, or an error.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 */
public final class S3Document {

    private static final String LIST = "ListBucketResult";
    private static final String ERROR = "Error";
    private static final int LONGEST_TOKEN = 4096;

    /** Codes of transient errors, which occur in documents with status 200 too. */
    private static final Set<String> PASSING =
            Set.of("InternalError", "OperationAborted", "RequestTimeout", "ServiceUnavailable", "SlowDown");

    private S3Document() {}

    /**
     * @throws Problem {@code CORRUPT} when the document breaks off, {@code MALFORMED} when it is not a list, {@code
     *     REFUSED} or {@code UNAVAILABLE} when it is an error, its code in the sentence
     */
    public static S3Page page(byte[] body) {
        S3Reader xml = read(body);
        if (xml.root().equals(ERROR)) {
            ProblemType kind =
                    isPassing(xml.fields().getOrDefault("Code", "")) ? ProblemType.UNAVAILABLE : ProblemType.REFUSED;
            throw Problem.of(kind, "the bucket answered with an error").saying(words(xml.fields()));
        } else if (!xml.root().equals(LIST)) {
            throw noList("its root is " + QuotedText.of(xml.root()));
        }
        boolean encoded = "url".equals(xml.fields().get("EncodingType"));
        var entries = new ArrayList<S3Page.Entry>(xml.contents().size());
        for (Map<String, String> fields : xml.contents()) {
            entries.add(entry(fields, encoded));
        }
        return new S3Page(List.copyOf(entries), token(xml.fields()));
    }

    /** Whether the error with this code may be gone at the next attempt. */
    public static boolean isPassing(String code) {
        return PASSING.contains(code);
    }

    /** The message in the body of a refusal, quoted; empty if it is not an S3 error. */
    public static String words(byte[] body) {
        try {
            return words(read(body));
        } catch (Problem noError) {
            return "";
        }
    }

    /** As {@link #words(byte[])}, for a document that has been read. */
    public static String words(S3Reader xml) {
        return xml.root().equals(ERROR) ? words(xml.fields()) : "";
    }

    private static String words(Map<String, String> fields) {
        String code = QuotedText.of(fields.getOrDefault("Code", ""));
        String message = fields.getOrDefault("Message", "");
        return message.isEmpty() ? code : code + " " + QuotedText.of(message);
    }

    private static S3Reader read(byte[] body) {
        String start =
                new String(body, 0, Math.min(body.length, 512), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        String text = start.startsWith("\u00ef\u00bb\u00bf") ? start.substring(3) : start;
        if (text.contains("<!doctype") || text.contains("<html")) {
            throw noList("it is a web page or has a DTD");
        } else if (!text.isBlank() && text.strip().charAt(0) != '<') {
            throw noList("it begins with " + QuotedText.of(text.strip()));
        }
        return S3Reader.read(body);
    }

    private static String token(Map<String, String> fields) {
        String truncated = fields.getOrDefault("IsTruncated", "");
        String token = fields.getOrDefault("NextContinuationToken", "");
        if (truncated.equals("false")) {
            return null;
        } else if (!truncated.equals("true")) {
            throw noList("it does not say whether there is more, IsTruncated is " + QuotedText.of(truncated));
        } else if (token.isEmpty()) {
            throw noList("there is more, but it has no NextContinuationToken");
        } else if (token.length() > LONGEST_TOKEN) {
            throw noList("its NextContinuationToken has " + token.length() + " characters");
        }
        return token;
    }

    private static S3Page.Entry entry(Map<String, String> fields, boolean encoded) {
        String key = fields.getOrDefault("Key", "");
        if (key.isEmpty()) {
            throw noList("it has an object without a key");
        }
        String etag = fields.getOrDefault("ETag", "");
        return new S3Page.Entry(
                encoded ? PercentCoding.decode(key.replace('+', ' ')) : key, // encoded as in forms
                bytes(fields.get("Size")),
                modified(fields.get("LastModified")),
                etag.isEmpty() ? null : etag.endsWith("\"") ? etag : '"' + etag + '"',
                fields.get("ChecksumAlgorithm"),
                fields.get("StorageClass"));
    }

    private static Long bytes(String size) {
        if (size == null) {
            return null;
        } else if (!size.matches("\\d{1,18}")) {
            throw noList("it has an invalid size: " + QuotedText.of(size));
        }
        return Long.valueOf(size);
    }

    private static Instant modified(String time) {
        try {
            return time == null ? null : OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeException notOne) {
            throw Problem.of(
                    ProblemType.MALFORMED, "no S3 list: it has an invalid time: " + QuotedText.of(time), notOne);
        }
    }

    static Problem noList(String why) {
        return Problem.of(ProblemType.MALFORMED, "no S3 list: " + why);
    }
}
