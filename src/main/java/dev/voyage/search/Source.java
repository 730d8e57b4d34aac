package dev.voyage.search;

import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import java.util.Locale;

/** Where files are to come from. */
public enum Source {
    /** The first that works for a file: mounted archive, then S3, then HTTPS. */
    AUTO,
    HTTPS,
    S3,
    MOUNT;

    /** As clients write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws Problem {@code BAD_PARAMETER} when the word is none of them
     */
    public static Source of(String word) {
        for (Source source : values()) {
            if (source.word().equals(word)) {
                return source;
            }
        }
        throw Problem.badParameter("source", "source must be auto, https, s3 or mount, not " + Quoted.of(word));
    }
}
