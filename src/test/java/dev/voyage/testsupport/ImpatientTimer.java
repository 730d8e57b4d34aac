package dev.voyage.testsupport;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer that records pauses without waiting. */
public final class ImpatientTimer extends ScheduledThreadPoolExecutor implements AutoCloseable {

    private final List<Duration> pauses = new CopyOnWriteArrayList<>();

    public ImpatientTimer() {
        super(1, task -> {
            var thread = new Thread(task, "impatient-timer");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The recorded pauses, in order. */
    public List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        pauses.add(Duration.ofNanos(unit.toNanos(delay)));
        return super.schedule(task, 0, unit);
    }

    @Override
    public void close() {
        shutdownNow();
    }
}
