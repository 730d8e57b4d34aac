package dev.voyage.journal.store;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Work with a result. */
public final class WriteTask<T> implements WriteOperation {

    /** The work inside the transaction. */
    public interface Body<T> {
        T run(Transaction transaction) throws SQLException;
    }

    private final String key;
    private final Body<T> body;
    private final Consumer<T> then;
    private final Executor executor;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private T value;

    WriteTask(String key, Body<T> body, Consumer<T> then, Executor executor) {
        this.key = key;
        this.body = body;
        this.then = then;
        this.executor = executor;
    }

    CompletableFuture<T> result() {
        return result;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public void write(Transaction transaction) throws SQLException {
        value = body.run(transaction);
    }

    @Override
    public void committed() {
        then.accept(value);
        executor.execute(() -> result.complete(value));
    }

    @Override
    public void failed(RuntimeException why) {
        executor.execute(() -> result.completeExceptionally(why));
    }
}
