package dev.voyage.journal.store;

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
 * The only thread that writes. All operations that wait when it is free are written in one transaction, so the cost of durability
 * is shared by everything that happened while the disk was busy. If such a transaction fails, each search (each key) gets one of
 * its own, so that none fails because of another.
 */
public final class JournalWriter implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(JournalWriter.class);

    private static final int MOST_AT_ONCE = 1000;

    private final Store store;
    private final Transaction.Tables tables;
    private final Executor executor;
    private final int mostWaiting;
    private final BlockingQueue<WriteOperation> queue = new LinkedBlockingQueue<>(); // bounded by room()
    private final Thread thread = new Thread(this::drain, "voyage-journal");

    private final Object lock = new Object();
    private int waiting;
    private boolean closed;
    private volatile JournalListener witness = JournalListener.NONE;
    private List<CompletableFuture<Void>> forRoom = new ArrayList<>();

    /** @param mostWaiting from this number of queued operations on there is no {@link #room()} */
    public JournalWriter(Store store, Transaction.Tables tables, int mostWaiting) {
        this.store = store;
        this.tables = tables;
        this.executor = store.readers();
        this.mostWaiting = mostWaiting;
    }

    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    public void watch(JournalListener told) {
        witness = told;
    }

    public boolean isAlive() {
        return thread.isAlive();
    }

    /** Never blocks; operations are written in this order. */
    public void submit(WriteOperation work) {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("the journal is closed");
            }
            waiting++;
            queue.add(work);
        }
    }

    /** Completes when the queue is shorter than the limit; never fails. */
    public Uni<Void> room() {
        synchronized (lock) {
            if (waiting < mostWaiting) {
                return Uni.createFrom().voidItem();
            }
            var room = new CompletableFuture<Void>();
            forRoom.add(room);
            return uni(room);
        }
    }

    /** Submitted at once; emits the result when it is durable. */
    <T> Uni<T> run(String key, WriteTask.Body<T> body) {
        return run(key, body, result -> {});
    }

    /**
     * As {@link #run(String, Task.Body)}.
     *
     * @param then processes the result on the writer's thread, before any caller receives it
     */
    public <T> Uni<T> run(String key, WriteTask.Body<T> body, Consumer<T> then) {
        var task = new WriteTask<>(key, body, then, executor);
        submit(task);
        return uni(task.result());
    }

    /** The result of the future, never on the writer's own thread. */
    public <T> Uni<T> uni(CompletableFuture<T> future) {
        return Uni.createFrom().completionStage(future).emitOn(executor);
    }

    /** As {@link CompletableFuture#complete}, but the waiting code continues on the executor. */
    public void complete(CompletableFuture<Void> future) {
        executor.execute(() -> future.complete(null));
    }

    public void fail(CompletableFuture<Void> future, RuntimeException why) {
        executor.execute(() -> future.completeExceptionally(why));
    }

    /** When this returns, everything submitted so far is written or has failed. */
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
                interrupted = true; // a late write is better than half a write
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void drain() {
        var batch = new ArrayList<WriteOperation>();
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

    private WriteOperation take() {
        while (true) {
            try {
                return queue.take();
            } catch (InterruptedException notOurs) {
                // only close() ends this thread
            }
        }
    }

    /** Fails all waiting callers, since no results will follow. */
    private void abandon(List<WriteOperation> batch, Throwable bug) {
        synchronized (lock) {
            closed = true;
            queue.drainTo(batch);
        }
        var why = new IllegalStateException("the journal's writer has died", bug);
        batch.forEach(work -> work.failed(why));
    }

    private void write(List<WriteOperation> batch) {
        var alive = new ArrayList<WriteOperation>(batch.size());
        for (WriteOperation work : batch) {
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
        Map<String, List<WriteOperation>> byKey = new LinkedHashMap<>();
        alive.forEach(work ->
                byKey.computeIfAbsent(work.key(), k -> new ArrayList<>()).add(work));
        for (List<WriteOperation> together : byKey.values()) {
            RuntimeException why = transact(together);
            if (why != null) {
                together.forEach(work -> work.failed(why));
            }
        }
    }

    /** Null, or the reason why nothing was written. */
    private RuntimeException transact(List<WriteOperation> works) {
        long begun = System.nanoTime();
        try (var transaction = new Transaction(store.source().getConnection(), tables)) {
            for (WriteOperation work : works) {
                work.write(transaction);
            }
            transaction.commit();
        } catch (SQLException cause) {
            return Store.problem(cause);
        } catch (RuntimeException expectedOrBug) {
            return expectedOrBug; // passed on to the submitter of the work
        }
        tell(works, Duration.ofNanos(System.nanoTime() - begun));
        works.forEach(WriteOperation::committed);
        return null;
    }

    /** Called first, so that an event is counted before any reader sees it. */
    private void tell(List<WriteOperation> works, Duration took) {
        try {
            witness.committed(works.size(), took);
            works.forEach(work -> work.tell(witness));
        } catch (RuntimeException bug) {
            LOG.error("the written events could not be counted", bug); // no reason to stop writing
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

    /** The end of the queue; nothing follows it. */
    private record End() implements WriteOperation {
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
