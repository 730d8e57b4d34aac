package dev.voyage.download;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.concurrent.Executor;

/** Runs what blocks where blocking is allowed. */
final class Disk {

    private final Executor executor;
    private final ThreadLocal<Boolean> visiting = ThreadLocal.withInitial(() -> false);

    Disk(Executor executor) {
        this.executor = task -> executor.execute(() -> visit(task));
    }

    private void visit(Runnable task) {
        visiting.set(true);
        try {
            task.run();
        } finally {
            visiting.remove();
        }
    }

    /** Something to be done on the disk. */
    interface Task<T> {
        T run() throws IOException;
    }

    /**
     * Done anew for each subscription; fails with {@code STORAGE} when the disk does not take it.
     * What follows at once on something done here is done in the same visit: each change of threads
     * costs more than most of what there is to do.
     */
    <T> Uni<T> run(Task<T> task) {
        Uni<T> here = Uni.createFrom().item(() -> done(task));
        Uni<T> there = here.runSubscriptionOn(executor);
        return Uni.createFrom().deferred(() -> visiting.get() ? here : there);
    }

    /** As {@link #run}, on whatever thread it is asked for: only for what does not block. */
    <T> Uni<T> atOnce(Task<T> task) {
        return Uni.createFrom().item(() -> done(task));
    }

    private static <T> T done(Task<T> task) {
        try {
            return task.run();
        } catch (IOException failure) {
            throw Problem.of(Kind.STORAGE, "the disk says: " + Quoted.of(reason(failure)), failure);
        }
    }

    /** Without the path that file system exceptions begin with: it is nobody's business. */
    static String reason(IOException failure) {
        String kind = failure.getClass().getSimpleName();
        if (failure instanceof FileSystemException onFile) {
            return onFile.getReason() == null ? kind : onFile.getReason();
        }
        return failure.getMessage() == null ? kind : failure.getMessage();
    }
}
