package dev.voyage.journal.lease;

import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** A thread that does one thing again and again, and does nothing else: no pool and no queue can delay it. */
final class RepeatedTask implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RepeatedTask.class);

    /** After a bug it goes on, but not at full speed. */
    private static final Duration AFTER_BUG = Duration.ofSeconds(1);

    private final Supplier<Duration> task;
    private final Thread thread;
    private boolean due; // from here on, guarded by this
    private boolean closed;

    /** @param task does it once, and returns the time until the next time */
    RepeatedTask(String name, Supplier<Duration> task) {
        this.task = task;
        this.thread = new Thread(this::repeat, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Does it once more as soon as possible. */
    synchronized void now() {
        due = true;
        notifyAll();
    }

    private void repeat() {
        while (pass(once())) {
            // the next time has come
        }
    }

    private Duration once() {
        try {
            return task.get();
        } catch (RuntimeException bug) {
            if (isClosed()) {
                return Duration.ZERO; // its journal is closed
            }
            LOG.errorf(bug, "%s failed, and is tried again", thread.getName());
            return AFTER_BUG;
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Waits; false when it is over. */
    private synchronized boolean pass(Duration pause) {
        long end = System.nanoTime() + pause.toNanos();
        long left = pause.toNanos();
        while (!closed && !due && left > 0) {
            try {
                wait(left / 1_000_000, (int) (left % 1_000_000));
            } catch (InterruptedException notOurs) {
                // only close() ends this thread
            }
            left = end - System.nanoTime();
        }
        due = false;
        return !closed;
    }

    /** Nothing begins any more; the current repetition ends by itself. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
