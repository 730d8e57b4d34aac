package dev.voyage.objects;

import dev.voyage.archive.s3.S3Document;
import dev.voyage.archive.s3.S3Reader;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.upstream.UpstreamResponse;
import java.util.Map;

/**
 * The answer of a store to a request that is not for an object's bytes.
 *
 * @param etag of the object, or empty
 * @param root name of the root of its document; empty if it is no XML
 * @param fields text of the elements below the root
 * @param words the error in it, quoted, or empty
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error responses</a>
 */
record StoreAnswer(int status, String etag, String root, Map<String, String> fields, String words) {

    static StoreAnswer of(UpstreamResponse head, byte[] body) {
        String etag = head.header("ETag").orElse("");
        try {
            S3Reader xml = S3Reader.read(body);
            return new StoreAnswer(head.status(), etag, xml.root(), xml.fields(), S3Document.words(xml));
        } catch (Problem noXml) {
            return new StoreAnswer(head.status(), etag, "", Map.of(), "");
        }
    }

    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** An error may come with status 200: it is sent before a long operation ends. */
    boolean isSuccess() {
        return status / 100 == 2 && !root.equals("Error");
    }

    /**
     * The failure that it means: {@code UNAVAILABLE} if it may pass.
     *
     * @param what the store did not do, such as {@code store the file}
     */
    Problem problem(String what) {
        boolean passes = status == 408 || status == 429 || status >= 500 || S3Document.isPassing(field("Code"));
        var problem = Problem.of(
                passes ? ProblemType.UNAVAILABLE : ProblemType.STORAGE,
                "the object store did not " + what + ", status " + status);
        return words.isEmpty() ? problem : problem.saying(words);
    }
}
