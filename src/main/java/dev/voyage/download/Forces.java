package dev.voyage.download;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes the names in directories durable. Forcing a directory takes all names along that are in it
 * when it begins: whoever comes while it is being forced waits for the next time, and all those
 * share that one.
 */
final class Forces {

    private final Force force;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Path, Line> lines = new HashMap<>();

    /** How one directory is forced. */
    interface Force {
        void run(Path directory) throws IOException;
    }

    /** All who are at one directory. Guarded by the lock. */
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

    Forces() {
        this(Forces::now);
    }

    Forces(Force force) {
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

    /** Where it fails, the others try for themselves. */
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

    /** Alone, at once. */
    static void now(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
