package dev.voyage.archive.s3;

import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import dev.voyage.upstream.uri.Urls;
import java.net.URI;
import java.util.Optional;

/**
 * The address of buckets that are given only by their name.
 *
 * @param template with {@code {bucket}}, and {@code {region}} if it matters
 */
record CloudEndpoint(String template) {

    static final String AWS = "https://{bucket}.s3.{region}.amazonaws.com/";

    /** AWS's certificates cover one label before {@code .s3}; a bucket with dots goes into the path. */
    private static final String AWS_BY_PATH = "https://s3.{region}.amazonaws.com/{bucket}/";

    private static final String BUCKET = "{bucket}";
    private static final String REGION = "{region}";

    /**
     * @throws IllegalArgumentException that names the setting and the correct form
     */
    CloudEndpoint {
        String why =
                !template.contains(BUCKET) ? "has no " + BUCKET : !template.endsWith("/") ? "ends in no slash" : "";
        if (why.isEmpty()) {
            try {
                Urls.parse(filled(template, "bucket", CloudAccess.USUAL_REGION));
            } catch (Problem notOne) {
                why = "is " + notOne.detail();
            }
        }
        if (!why.isEmpty()) {
            throw new IllegalArgumentException(
                    "voyage.cloud-endpoint " + why + ": " + QuotedText.of(template) + "; right is such as " + AWS);
        }
    }

    /** The bucket's own address, ends in a slash. */
    URI of(String bucket, String region) {
        boolean byPath = template.equals(AWS) && bucket.indexOf('.') >= 0;
        return URI.create(filled(byPath ? AWS_BY_PATH : template, bucket, region));
    }

    /**
     * The text before the bucket in addresses of the template; empty if it does not determine the bucket's position.
     */
    Optional<String> beforeBucket() {
        String before = template.substring(0, template.indexOf(BUCKET));
        return before.endsWith("/") && !before.endsWith("://") && !before.contains(REGION)
                ? Optional.of(before)
                : Optional.empty();
    }

    private static String filled(String template, String bucket, String region) {
        return template.replace(BUCKET, bucket).replace(REGION, region);
    }
}
