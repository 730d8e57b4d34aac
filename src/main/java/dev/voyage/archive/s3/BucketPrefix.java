package dev.voyage.archive.s3;

import dev.voyage.coding.PercentCoding;
import java.net.URI;

/**
 * A directory in a bucket: the keys with a common prefix.
 *
 * @param listEndpoint the bucket itself, ends in a slash
 * @param keyPrefix decoded; empty, or ends in a slash
 */
public record BucketPrefix(URI listEndpoint, String keyPrefix) {

    public BucketPrefix {
        if (!listEndpoint.toString().endsWith("/") || listEndpoint.getRawQuery() != null) {
            throw new IllegalArgumentException("a bucket's address ends in a slash: " + listEndpoint);
        } else if (!keyPrefix.isEmpty() && !keyPrefix.endsWith("/")) {
            throw new IllegalArgumentException("a directory's keys begin with a slash at the end: " + keyPrefix);
        }
    }

    /** The address of an object, each byte outside RFC 3986's unreserved ones and slashes percent-encoded. */
    public URI objectUrl(String key) {
        return URI.create(listEndpoint + PercentCoding.encode(key, "/"));
    }

    /**
     * The address of a page of the list of its objects.
     *
     * @param token the continuation token of the previous page, or null for the first
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
     */
    URI listUrl(String token) {
        String query = "?list-type=2&encoding-type=url&max-keys=1000&prefix=" + PercentCoding.encode(keyPrefix);
        return URI.create(
                listEndpoint + query + (token == null ? "" : "&continuation-token=" + PercentCoding.encode(token)));
    }
}
