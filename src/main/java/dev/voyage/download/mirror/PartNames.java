package dev.voyage.download.mirror;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The names beside the place of a file while it is on its way there; none of them can be the place of an archive's file.
 *
 * @param part the bytes so far
 * @param metadata the file and version that they belong to
 * @param beside a whole file that is shared rather than written
 */
record PartNames(Path part, Path metadata, Path beside) {

    private static final int LONGEST_NAME = 240;

    /** A name that is too long for an ending is shortened, and distinguished by its hash. */
    static PartNames of(Path place) {
        String name = place.getFileName().toString();
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        String stem = bytes.length <= LONGEST_NAME ? name : name.substring(0, 50) + "~" + UUID.nameUUIDFromBytes(bytes);
        return new PartNames(
                place.resolveSibling(stem + ".part"),
                place.resolveSibling(stem + ".part-of"),
                place.resolveSibling(stem + ".part.part"));
    }
}
