package dev.voyage.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/** What tells, without reading a file, whether somebody has written it since. */
final class Stamp {

    private Stamp() {}

    /**
     * Its size, the time it was last written, and which file it is. Not the time of its last change
     * of any kind: a hard link to it changes that.
     */
    static String of(Path file) throws IOException {
        var seen = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return seen.size() + " " + seen.lastModifiedTime().to(TimeUnit.NANOSECONDS) + " " + seen.fileKey();
    }
}
