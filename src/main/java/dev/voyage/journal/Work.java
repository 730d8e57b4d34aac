package dev.voyage.journal;

import java.sql.SQLException;

/** Something to be written, together with whatever else is waiting. The writer calls it. */
interface Work {

    /** What has the same key stands or falls together, in order. */
    String key();

    /** Null, or why it must not be written any more. */
    default RuntimeException refusal() {
        return null;
    }

    /** May be called a second time, in a new transaction, when the first one failed. */
    void write(Transaction transaction) throws SQLException;

    /** It is durable. */
    void committed();

    /** What somebody counts of it, once it is durable. */
    default void tell(Witness witness) {}

    /** It has not happened and will not. */
    void failed(RuntimeException why);
}
