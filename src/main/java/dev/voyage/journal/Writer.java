package dev.voyage.journal;

import io.smallrye.mutiny.Uni;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The one thread that writes. Whatever is waiting when it is free goes into one transaction, so the
 * price of being durable is shared by all that happened while the disk was busy. Where such a
 * transaction fails, each search (each key) gets another of its own, so that none suffers for
 * another.
 */
final class Writer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Writer.class);

    private static final int MOST_AT_ONCE = 1000;

    private final Store store;
    private final Transaction.Tables tables;
    private final Executor executor;
    private final int mostWaiting;
    private final BlockingQueue<Work> queue = new LinkedBlockingQueue<>(); // bounded by room()
    private final Thread thread = new Thread(this::drain, "voyage-journal");

    private final Object lock = new Object();
    private int waiting;
    private boolean closed;
    private volatile Witness witness = Witness.NONE;
    private List<CompletableFuture<Void>> forRoom = new ArrayList<>();

    /**
     * @param mostWaiting from so much work on there is no {@link #room()}
     */
    Writer(Store store, Transaction.Tables tables, int mostWaiting) {
        this.store = store;
        this.tables = tables;
        this.executor = store.readers();
        this.mostWaiting = mostWaiting;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    void watch(Witness told) {
        witness = told;
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    /** Never blocks; written in this order. */
    void submit(Work work) {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("the journal is closed");
            }
            waiting++;
            queue.add(work);
        }
    }

    /** Completes when less is waiting than the bound; never fails. */
    Uni<Void> room() {
        synchronized (lock) {
            if (waiting < mostWaiting) {
                return Uni.createFrom().voidItem();
            }
            var room = new CompletableFuture<Void>();
            forRoom.add(room);
            return uni(room);
        }
    }

    /** Submitted at once; the result when it is durable. */
    <T> Uni<T> run(String key, Task.Body<T> body) {
        return run(key, body, result -> {});
    }

    /**
     * As {@link #run(String, Task.Body)}.
     *
     * @param then what this process does about it, on the writer's thread, before anyone hears of
     *     it
     */
    <T> Uni<T> run(String key, Task.Body<T> body, Consumer<T> then) {
        var task = new Task<>(key, body, then, executor);
        submit(task);
        return uni(task.result());
    }

    /** What the future brings, never on the writer's own thread. */
    <T> Uni<T> uni(CompletableFuture<T> future) {
        return Uni.createFrom().completionStage(future).emitOn(executor);
    }

    /** As {@link CompletableFuture#complete}, but whoever waits goes on elsewhere. */
    void complete(CompletableFuture<Void> future) {
        executor.execute(() -> future.complete(null));
    }

    void fail(CompletableFuture<Void> future, RuntimeException why) {
        executor.execute(() -> future.completeExceptionally(why));
    }

    /** Everything submitted so far is written, or has failed, when this returns. */
    @Override
    public void close() {
        synchronized (lock) {
            if (!closed) {
                closed = true;
                queue.add(new End());
            }
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true; // half-written is worse than late
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void drain() {
        var batch = new ArrayList<Work>();
        try {
            boolean on = true;
            while (on) {
                batch.clear();
                batch.add(take());
                queue.drainTo(batch, MOST_AT_ONCE - 1);
                on = !batch.removeIf(End.class::isInstance);
                write(batch);
                release(batch.size());
            }
        } catch (Throwable bug) {
            abandon(batch, bug);
            throw bug;
        }
    }

    private Work take() {
        while (true) {
            try {
                return queue.take();
            } catch (InterruptedException notOurs) {
                // only close() ends this thread
            }
        }
    }

    /** So that nobody waits for what will not come. */
    private void abandon(List<Work> batch, Throwable bug) {
        synchronized (lock) {
            closed = true;
            queue.drainTo(batch);
        }
        var why = new IllegalStateException("the journal's writer has died", bug);
        batch.forEach(work -> work.failed(why));
    }

    private void write(List<Work> batch) {
        var alive = new ArrayList<Work>(batch.size());
        for (Work work : batch) {
            RuntimeException refusal = work.refusal();
            if (refusal == null) {
                alive.add(work);
            } else {
                work.failed(refusal);
            }
        }
        if (alive.isEmpty() || transact(alive) == null) {
            return;
        }
        Map<String, List<Work>> byKey = new LinkedHashMap<>();
        alive.forEach(work ->
                byKey.computeIfAbsent(work.key(), k -> new ArrayList<>()).add(work));
        for (List<Work> together : byKey.values()) {
            RuntimeException why = transact(together);
            if (why != null) {
                together.forEach(work -> work.failed(why));
            }
        }
    }

    /** Null, or why nothing of it happened. */
    private RuntimeException transact(List<Work> works) {
        long begun = System.nanoTime();
        try (var transaction = new Transaction(store.source().getConnection(), tables)) {
            for (Work work : works) {
                work.write(transaction);
            }
            transaction.commit();
        } catch (SQLException cause) {
            return Store.problem(cause);
        } catch (RuntimeException expectedOrBug) {
            return expectedOrBug; // handed on to whoever asked for the work
        }
        tell(works, Duration.ofNanos(System.nanoTime() - begun));
        works.forEach(Work::committed);
        return null;
    }

    /** First, so that whoever sees an event finds it counted. */
    private void tell(List<Work> works, Duration took) {
        try {
            witness.committed(works.size(), took);
            works.forEach(work -> work.tell(witness));
        } catch (RuntimeException bug) {
            LOG.error("what was written could not be counted", bug); // no reason to stop writing
        }
    }

    private void release(int done) {
        List<CompletableFuture<Void>> free;
        synchronized (lock) {
            waiting -= done;
            if (waiting >= mostWaiting) {
                return;
            }
            free = forRoom;
            forRoom = new ArrayList<>();
        }
        free.forEach(this::complete);
    }

    /** Nothing comes behind it. */
    private record End() implements Work {
        @Override
        public String key() {
            return "";
        }

        @Override
        public void write(Transaction transaction) {}

        @Override
        public void committed() {}

        @Override
        public void failed(RuntimeException why) {}
    }
}
