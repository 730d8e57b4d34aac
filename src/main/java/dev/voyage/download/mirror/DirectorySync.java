package dev.voyage.download.mirror;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes directory entries durable. Forcing a directory covers all entries that exist when it begins: a caller that arrives while
 * the directory is being forced waits for the next round, and all those callers share that round.
 */
public final class DirectorySync {

    private final Force force;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Path, Line> lines = new HashMap<>();

    /** Forces one directory. */
    interface Force {
        void run(Path directory) throws IOException;
    }

    /** All callers waiting for one directory. Guarded by the lock. */
    private static final class Line {
        private final Condition ended;
        private int present;
        private boolean running;
        private long begun;
        private long done;

        Line(Condition ended) {
            this.ended = ended;
        }
    }

    DirectorySync() {
        this(DirectorySync::now);
    }

    DirectorySync(Force force) {
        this.force = force;
    }

    /** Every name that is in the directory when this is called is durable when it returns. */
    void force(Path directory) throws IOException {
        lock.lock();
        Line line = lines.computeIfAbsent(directory, it -> new Line(lock.newCondition()));
        line.present++;
        try {
            long mine = line.begun + 1;
            while (line.done < mine) {
                if (line.running) {
                    line.ended.awaitUninterruptibly();
                } else {
                    lead(line, directory);
                }
            }
        } finally {
            if (--line.present == 0) {
                lines.remove(directory);
            }
            lock.unlock();
        }
    }

    /** If this fails, the waiting callers try for themselves. */
    private void lead(Line line, Path directory) throws IOException {
        line.running = true;
        long number = ++line.begun;
        lock.unlock();
        boolean forced = false;
        try {
            force.run(directory);
            forced = true;
        } finally {
            lock.lock();
            line.running = false;
            line.done = forced ? number : line.done;
            line.ended.signalAll();
        }
    }

    /** Forces this directory at once, without sharing. */
    public static void now(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
