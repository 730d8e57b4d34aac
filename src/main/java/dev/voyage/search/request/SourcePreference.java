package dev.voyage.search.request;

import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import java.util.Locale;

/** The preferred source of files. */
public enum SourcePreference {
    /** The first that works for a file: mounted archive, then S3, then HTTPS. */
    AUTO,
    HTTPS,
    S3,
    MOUNT;

    /** The word in requests. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws Problem {@code BAD_PARAMETER} when the word is none of them */
    public static SourcePreference of(String word) {
        for (SourcePreference source : values()) {
            if (source.word().equals(word)) {
                return source;
            }
        }
        throw Problem.invalidField("source", "source must be auto, https, s3 or mount, not " + QuotedText.of(word));
    }
}
