package dev.voyage.download.attempt;

import dev.voyage.coding.HttpDate;
import java.time.Instant;
import java.util.Optional;

/**
 * The validators that a source sends for a version of a file (RFC 9110, 8.8).
 *
 * @param etag or null
 * @param lastModified in HTTP format, or null
 */
record SourceValidators(String etag, String lastModified) {

    /** The time of {@code lastModified}; null if it is missing or not a date. */
    Instant modified() {
        return Optional.ofNullable(lastModified).flatMap(HttpDate::parse).orElse(null);
    }
}
