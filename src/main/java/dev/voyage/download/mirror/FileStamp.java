package dev.voyage.download.mirror;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/** Detects, without reading a file, whether it has been written since. */
public final class FileStamp {

    private FileStamp() {}

    /**
     * Its size, the time of its last write, and its file key. The time of its last change of any kind is not used: a hard link to
     * the file updates it.
     */
    public static String of(Path file) throws IOException {
        var seen = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return seen.size() + " " + seen.lastModifiedTime().to(TimeUnit.NANOSECONDS) + " " + seen.fileKey();
    }
}
