package dev.voyage.download.source;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;

/** One source of a file, and the listing's data about the file there. */
public sealed interface FileSource {

    /** The name in events: {@code https}, {@code s3} or {@code mount}. */
    String word();

    /** The address of the bytes; validators and a part belong to this address. */
    URI url();

    /** Its size if the listing gives it exactly, else null; another size is {@code CORRUPT}. */
    Long bytes();

    /**
     * A text in the listing that changes with the file, or null if the listing has none: if it equals the one recorded with the
     * file, no request is needed to check for changes.
     */
    String version();

    /** Why the file is fetched from this source, as part of a sentence. */
    String reason();

    /**
     * By HTTP from the archive itself.
     *
     * @param url requested byte for byte
     */
    record Web(URI url, Long bytes, String version) implements FileSource {
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
    record Bucket(URI url, Long bytes, String etag) implements FileSource {
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
    record Mounted(Path file, Long bytes, Instant modified) implements FileSource {
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
