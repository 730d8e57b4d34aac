package dev.voyage.download;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;

/** One way by which a file can be had, and what a listing of that way says of it. */
public sealed interface Way {

    /** As events call it: {@code https}, {@code s3} or {@code mount}. */
    String word();

    /** Where the bytes come from; what belongs to them (validators, a part) belongs to this. */
    URI url();

    /** Its size where the listing says it exactly, else null; another size is {@code CORRUPT}. */
    Long bytes();

    /**
     * What changes when the file does, as the listing shows it, or null where it shows nothing: the
     * same text as when the file came spares the question whether it has changed.
     */
    String version();

    /** Why the file is had by this way, as part of a sentence. */
    String reason();

    /**
     * By HTTP from the archive itself.
     *
     * @param url asked for byte for byte
     */
    record Web(URI url, Long bytes, String version) implements Way {
        @Override
        public String word() {
            return "https";
        }

        @Override
        public String reason() {
            return "linked by the archive";
        }
    }

    /**
     * By HTTP from an object store that has the archive's files.
     *
     * @param etag of the object, quotes included
     */
    record Bucket(URI url, Long bytes, String etag) implements Way {
        @Override
        public String word() {
            return "s3";
        }

        @Override
        public String version() {
            return etag == null || bytes == null ? null : bytes + " " + etag;
        }

        @Override
        public String reason() {
            return "in the bucket at " + url.getHost();
        }
    }

    /** From a directory in which the archive is mounted. */
    record Mounted(Path file, Long bytes, Instant modified) implements Way {
        @Override
        public String word() {
            return "mount";
        }

        @Override
        public URI url() {
            return file.toUri();
        }

        @Override
        public String version() {
            return bytes == null || modified == null ? null : bytes + " " + modified;
        }

        @Override
        public String reason() {
            return "in the mounted archive";
        }
    }
}
