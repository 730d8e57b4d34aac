package dev.voyage.download.mirror;

import dev.voyage.coding.Sha256;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One writer per file, across all processes that share the mirror: each file has one byte, at a high offset in a common file that
 * is never removed. (A lock on the part itself would move with it when it is renamed, and a process that had opened it before
 * would then own the finished file.)
 */
public final class FileLocks {

    private final Path locks;
    private FileChannel channel;

    public FileLocks(Path root) {
        locks = root.resolve(".locks");
    }

    /**
     * @param name within the mirror
     * @return to be closed when the file is done
     * @throws Problem {@code UNAVAILABLE} while another process writes it
     */
    FileLock claim(String name) throws IOException {
        try {
            FileLock lock = opened().tryLock(position(name), 1, false);
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException sameProcess) {
            throw taken(name);
        }
        throw taken(name);
    }

    private synchronized FileChannel opened() throws IOException {
        if (channel == null) {
            Files.createDirectories(locks.getParent());
            channel = FileChannel.open(locks, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
        return channel;
    }

    private static long position(String name) {
        return ByteBuffer.wrap(Sha256.of(name)).getLong() & (Long.MAX_VALUE >> 1);
    }

    private static Problem taken(String name) {
        return Problem.of(ProblemType.UNAVAILABLE, "another process is fetching " + QuotedText.of(name));
    }
}
