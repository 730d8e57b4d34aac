package dev.voyage.archive;

import dev.voyage.problem.Problem;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** One thing that a walk through a directory found. */
public sealed interface Listed {

    /**
     * A directory has been read; its files follow it.
     *
     * @param url with a trailing slash
     * @param refused the entries that were not taken, in page order. What every index page has
     *     around its entries (sort links, the parent, itself) is no entry and not among them.
     */
    record Directory(URI url, int files, int directories, List<Refused> refused) implements Listed {
        public Directory {
            refused = List.copyOf(refused);
        }
    }

    /**
     * A file, by its name alone; nothing has been asked of it.
     *
     * @param url where the web archive has it: as an index page gives it, byte for byte, or what
     *     that would be
     * @param path where it lies below the directory walked, decoded once, that directory's own name
     *     first: {@code TOP/sub/name}
     * @param bytes only where the archive says it exactly, else null
     * @param roughBytes as an index page shows it, or null
     * @param leastBytes what that may stand for at least, or null
     * @param modified only where the archive says it exactly, else null: an index page shows local
     *     time, to the minute
     * @param listedAs date and size as the page shows them, blanks collapsed; a change of it is a
     *     change of the file; null where the page shows none
     * @param object the same file in a bucket, or null
     */
    record RemoteFile(
            URI url,
            String path,
            Long bytes,
            Long roughBytes,
            Long leastBytes,
            Instant modified,
            String listedAs,
            S3Object object)
            implements Listed {

        /** One that is known in no bucket. */
        public RemoteFile(URI url, String path, Long bytes, Long roughBytes, Instant modified, String listedAs) {
            this(url, path, bytes, roughBytes, null, modified, listedAs, null);
        }
    }

    /**
     * A file as a bucket has it.
     *
     * @param url to be asked without credentials
     * @param etag as the header has it, quotes included, or null; an MD5 only when the object was
     *     put in one part
     * @param checksumAlgorithm of a checksum that the bucket keeps, such as {@code SHA256} or
     *     {@code CRC64NVME}, or null
     */
    record S3Object(URI url, String etag, String checksumAlgorithm) {}

    /** Something below the directory walked could not be read; the walk goes on without it. */
    record Failed(URI url, Problem problem) implements Listed {}

    /**
     * An entry that was not taken.
     *
     * @param text as the page has it, cut at 200 characters, without control characters
     * @param reason a word such as {@code not-below}, {@code encoded-slash}, {@code loop}
     */
    record Refused(String text, String reason) {}
}
