package dev.voyage.search;

import dev.voyage.download.shelf.KeptFile;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A finished file of a search.
 *
 * @param path its place in the mirror, whether it is kept there or not
 * @param modified the archive's modification time, or null if it gave none
 */
public record FileOnDisk(Path path, long bytes, String sha256, Instant modified) {

    /** The file without its time. */
    public KeptFile kept() {
        return new KeptFile(path, bytes, sha256);
    }
}
