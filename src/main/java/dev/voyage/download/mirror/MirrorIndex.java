package dev.voyage.download.mirror;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The records of all complete files in the mirror, in durable storage. */
public interface MirrorIndex {

    /**
     * A file that was complete and verified when it was received.
     *
     * @param etag as the archive sent it, or null
     * @param lastModified as the archive sent it, or null
     * @param url the address it was fetched from; {@code etag}, {@code lastModified} and {@code version} refer to that address
     *     alone
     * @param version as the listing showed it, or null if it cannot be relied on
     * @param stamp the file system's data for the file in its place: any other stamp means that another process has written it
     */
    record Known(
            long bytes,
            String sha256,
            List<String> verified,
            String etag,
            String lastModified,
            String url,
            String version,
            String stamp) {
        public Known {
            verified = List.copyOf(verified);
        }

        /** The same file, not to be trusted until it has been read again. */
        public Known doubted() {
            return with(null, null);
        }

        /** The same file, seen again. */
        public Known with(String newVersion, String newStamp) {
            return new Known(bytes, sha256, verified, etag, lastModified, url, newVersion, newStamp);
        }
    }

    /**
     * @param mirrorPath below the mirror's directory, with slashes: {@link Mirror#nameOf}
     */
    Uni<Optional<Known>> find(String mirrorPath);

    /** Replaces the earlier record; completes when it is durable. */
    Uni<Void> keep(String mirrorPath, Known known);

    /** Removes the records of files that are not in the mirror any more; completes when that is durable. */
    Uni<Void> forget(List<String> mirrorPaths);

    /** Those of these hashes that files of the mirror have. */
    Uni<Set<String>> contents(Set<String> sha256s);

    /** Whether a search that is being removed with its files has one with this hash. */
    Uni<Boolean> isBeingRemoved(String sha256);
}
