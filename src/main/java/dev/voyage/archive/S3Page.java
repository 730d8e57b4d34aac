package dev.voyage.archive;

import java.time.Instant;
import java.util.List;

/**
 * One page of a bucket's list.
 *
 * @param token what the next page is asked for with; null on the last
 */
record S3Page(List<Entry> entries, String token) {

    /**
     * @param key decoded
     * @param bytes null where the list does not say it
     * @param modified null where the list does not say it
     * @param etag with its quotes, or null
     * @param checksumAlgorithm null where the list names none
     * @param storageClass null where the list does not say it
     */
    record Entry(String key, Long bytes, Instant modified, String etag, String checksumAlgorithm, String storageClass) {

        /** Stands for a directory in tools that want one; has nothing in it. */
        boolean isFolderMarker() {
            return key.endsWith("/");
        }

        /** Must be brought back before it can be read, which takes hours and its owner's money. */
        boolean isArchived() {
            return "GLACIER".equals(storageClass) || "DEEP_ARCHIVE".equals(storageClass);
        }
    }
}
