package dev.voyage.journal.lease;

import dev.voyage.journal.store.Store;
import java.sql.Connection;
import java.sql.SQLException;

/** One connection, kept open, and opened anew after a failure. For one thread. */
final class LeaseConnection implements AutoCloseable {

    private final ReplicaIdentity.ConnectionSource source;
    private Connection open; // null until the first use, and after a failure
    private boolean closed;

    LeaseConnection(ReplicaIdentity.ConnectionSource source) {
        this.source = source;
    }

    <T> T run(Store.Query<T> query) throws SQLException {
        Connection connection = connection();
        boolean done = false;
        try {
            T result = query.run(connection);
            done = true;
            return result;
        } finally {
            if (!done) {
                drop();
            }
        }
    }

    private Connection connection() throws SQLException {
        synchronized (this) {
            if (closed) {
                throw new SQLException("the leases are closed");
            } else if (open != null) {
                return open;
            }
        }
        Connection fresh = source.open();
        synchronized (this) {
            if (!closed) {
                open = fresh;
                return fresh;
            }
        }
        discard(fresh); // closed meanwhile: nobody else would
        throw new SQLException("the leases are closed");
    }

    private void drop() {
        Connection broken;
        synchronized (this) {
            broken = open;
            open = null;
        }
        if (broken != null) {
            discard(broken);
        }
    }

    private static void discard(Connection connection) {
        try {
            connection.close();
        } catch (SQLException gone) {
            // that is why it is dropped
        }
    }

    /** From any thread: a statement in progress fails. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        drop();
    }
}
