package dev.voyage.journal.store;

import java.sql.SQLException;

/** An operation to be written, together with all others that are waiting. The writer calls it. */
public interface WriteOperation {

    /** Operations with the same key succeed or fail together, in order. */
    String key();

    /** Null, or the reason why it must not be written any more. */
    default RuntimeException refusal() {
        return null;
    }

    /** May be called a second time, in a new transaction, when the first one failed. */
    void write(Transaction transaction) throws SQLException;

    /** The operation is durable. */
    void committed();

    /** Reports it to the listener, once it is durable. */
    default void tell(JournalListener witness) {}

    /** The operation was not written and will not be. */
    void failed(RuntimeException why);
}
