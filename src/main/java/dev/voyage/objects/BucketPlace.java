package dev.voyage.objects;

import dev.voyage.coding.PercentCoding;
import java.net.URI;

/**
 * A place for objects in a bucket.
 *
 * @param base address of the bucket, without a slash at its end
 * @param prefix of all keys: empty, or ends with a slash
 * @param region for signatures, such as {@code us-east-1}
 */
public record BucketPlace(URI base, String prefix, String region) {

    /** The address of an object. */
    public URI address(String key) {
        return URI.create(base + "/" + PercentCoding.encode(prefix + key, "/"));
    }
}
