package dev.voyage.archive.listing;

import dev.voyage.problem.Problem;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** One item found by a walk through a directory. */
public sealed interface ListingItem {

    /** Calls the function for this case. */
    <R> R match(Function<Directory, R> directory, Function<RemoteFile, R> file, Function<Failed, R> failed);

    /**
     * A page of a directory has been read; its files follow it.
     *
     * @param url of the page read: with a trailing slash, and with its query for a further page of the directory
     * @param refused the entries that were not accepted, in page order. Links that every index page has around its
     *     entries (sort links, the parent, itself) are not entries and not among them.
     */
    record Directory(URI url, int files, int directories, List<Refused> refused) implements ListingItem {
        public Directory {
            refused = List.copyOf(refused);
        }

        @Override
        public <R> R match(Function<Directory, R> directory, Function<RemoteFile, R> file, Function<Failed, R> failed) {
            return directory.apply(this);
        }
    }

    /**
     * A file, known by its name alone; it has not been requested.
     *
     * @param url its address in the web archive: as an index page gives it, byte for byte, or the equivalent
     * @param path its path below the walked directory, decoded once, that directory's own name first: {@code
     *     TOP/sub/name}
     * @param bytes only if the archive gives the exact size, else null
     * @param roughBytes as an index page shows it, or null
     * @param leastBytes the minimum size consistent with it, or null
     * @param modified only if the archive gives the exact time, else null: an index page shows local time, to the
     *     minute
     * @param listedAs date and size as the page shows them, blanks collapsed; it changes whenever the file does; null
     *     if the page shows none
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
            implements ListingItem {

        /** The same file on another path of the walk. */
        public RemoteFile at(String otherPath) {
            return new RemoteFile(url, otherPath, bytes, roughBytes, leastBytes, modified, listedAs, object);
        }

        /** A file without an object in a bucket. */
        public RemoteFile(URI url, String path, Long bytes, Long roughBytes, Instant modified, String listedAs) {
            this(url, path, bytes, roughBytes, null, modified, listedAs, null);
        }

        @Override
        public <R> R match(Function<Directory, R> directory, Function<RemoteFile, R> file, Function<Failed, R> failed) {
            return file.apply(this);
        }
    }

    /**
     * A file as an object in a bucket.
     *
     * @param url to be requested without credentials
     * @param etag as in the header, quotes included, or null; an MD5 only if the object was uploaded in one part
     * @param checksumAlgorithm of a checksum that the bucket stores, such as {@code SHA256} or {@code CRC64NVME}, or
     *     null
     */
    record S3Object(URI url, String etag, String checksumAlgorithm) {}

    /** A part of the walked directory could not be read; the walk continues without it. */
    record Failed(URI url, Problem problem) implements ListingItem {
        @Override
        public <R> R match(Function<Directory, R> directory, Function<RemoteFile, R> file, Function<Failed, R> failed) {
            return failed.apply(this);
        }
    }

    /**
     * An entry that was not accepted.
     *
     * @param text as on the page, cut at 200 characters, without control characters
     * @param reason a word such as {@code not-below}, {@code encoded-slash}, {@code loop}
     */
    record Refused(String text, String reason) {}
}
