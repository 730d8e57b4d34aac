package dev.voyage.download.mirror;

import dev.voyage.problem.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Files that have a name only while they are being opened. */
final class NamelessFile {

    private NamelessFile() {}

    /**
     * Opens an empty file.
     *
     * @param name a path that only the caller uses; an earlier process' file there is removed, not written to: it may be a
     *     hard link to a file of a mounted archive
     * @param more number of bytes it will hold
     * @param free number of bytes the disk can take now
     * @param floor number of bytes that must stay free
     * @param promised number of bytes that others will write
     * @throws Problem {@code STORAGE} when that exceeds the available space
     */
    static FileChannel open(Path name, long more, long free, long floor, long promised) throws IOException {
        if (free - promised - more < floor) {
            throw DiskReservations.full(more, free, floor, promised);
        }
        Files.deleteIfExists(name);
        FileChannel file = FileChannel.open(
                name,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE, // at once, where a file can be open without a name
                LinkOption.NOFOLLOW_LINKS);
        if (Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
            file.close();
            throw new IOException("this system has no files without a name");
        }
        return file;
    }
}
