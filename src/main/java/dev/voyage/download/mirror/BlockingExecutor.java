package dev.voyage.download.mirror;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.concurrent.Executor;

/** Runs blocking tasks on the executor for blocking work. */
public final class BlockingExecutor {

    private final Executor executor;
    private final ThreadLocal<Boolean> visiting = new ThreadLocal<>();

    public BlockingExecutor(Executor executor) {
        this.executor = task -> executor.execute(() -> visit(task));
    }

    private void visit(Runnable task) {
        visiting.set(true);
        try {
            task.run();
        } finally {
            visiting.set(null); // removed and set again for each task, it would be a new entry each time
        }
    }

    /** A disk operation. */
    public interface Task<T> {
        T run() throws IOException;
    }

    /**
     * Runs anew for each subscription; fails with {@code STORAGE} when the disk operation fails. A task chained directly after
     * another one here runs in the same executor task: each thread switch costs more than most of the operations.
     */
    public <T> Uni<T> run(Task<T> task) {
        Uni<T> here = Uni.createFrom().item(() -> done(task));
        Uni<T> there = here.runSubscriptionOn(executor);
        return Uni.createFrom().deferred(() -> visiting.get() == null ? there : here);
    }

    /** Like {@link #run}, on the calling thread: only for tasks that do not block. */
    public <T> Uni<T> atOnce(Task<T> task) {
        return Uni.createFrom().item(() -> done(task));
    }

    private static <T> T done(Task<T> task) {
        try {
            return task.run();
        } catch (IOException failure) {
            throw Problem.of(ProblemType.STORAGE, "the disk says: " + QuotedText.of(reason(failure)), failure);
        }
    }

    /** Without the path that file system exceptions begin with: clients must not see it. */
    public static String reason(IOException failure) {
        String kind = failure.getClass().getSimpleName();
        if (failure instanceof FileSystemException onFile) {
            return onFile.getReason() == null ? kind : onFile.getReason();
        }
        return failure.getMessage() == null ? kind : failure.getMessage();
    }
}
