package dev.voyage.archive.s3;

import java.time.Instant;
import java.util.List;

/**
 * One page of a bucket's list.
 *
 * @param token the continuation token for the next page; null on the last
 */
public record S3Page(List<Entry> entries, String token) {

    /**
     * @param key decoded
     * @param bytes null if the list does not contain it
     * @param modified null if the list does not contain it
     * @param etag with its quotes, or null
     * @param checksumAlgorithm null if the list names none
     * @param storageClass null if the list does not contain it
     */
    public record Entry(
            String key, Long bytes, Instant modified, String etag, String checksumAlgorithm, String storageClass) {

        /** Stands for a directory in tools that need one, such as Hadoop; has no content. */
        boolean isFolderMarker() {
            boolean named = key.endsWith("/") || key.endsWith("_$folder$");
            return named && (bytes == null || bytes == 0);
        }

        /** Must be restored before it can be read, which takes hours and costs its owner money. */
        boolean isArchived() {
            return "GLACIER".equals(storageClass) || "DEEP_ARCHIVE".equals(storageClass);
        }
    }
}
