package dev.voyage.journal.lease;

import dev.voyage.journal.store.Store;
import io.smallrye.mutiny.Uni;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * A hint from one replica to all others that there is something to do: a search to take over, or a wish. Everything works without
 * it, later: a pooler in front of the database may swallow notifications.
 */
final class LeaseSignals implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LeaseSignals.class);

    private static final String CHANNEL = "voyage_leases";

    private final LeaseConnection connection;
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean listening;

    LeaseSignals(ReplicaIdentity.ConnectionSource source) {
        connection = new LeaseConnection(source);
    }

    /** Waits for a hint, for so long at most; whether there was one. Blocking, for one thread. */
    boolean await(Duration most) {
        try {
            return connection.run(open -> {
                try (var statement = open.createStatement()) {
                    statement.execute(listening ? "select 1" : "listen " + CHANNEL); // finds a connection that is dead
                    listening = true;
                }
                var hints = open.unwrap(PGConnection.class).getNotifications(Math.toIntExact(most.toMillis()));
                return hints != null && hints.length > 0;
            });
        } catch (SQLException unreachable) {
            listening = false;
            LOG.debugf("no signals of other replicas reason=%s", unreachable.getMessage());
            return pause(most);
        }
    }

    private boolean pause(Duration most) {
        try {
            return closed.await(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException notOurs) {
            return false;
        }
    }

    /** Gives all replicas the hint; never fails. */
    static Uni<Void> send(Store store) {
        return store.<Void>read(open -> {
                    try (var statement = open.createStatement()) {
                        statement.execute("notify " + CHANNEL);
                    }
                    open.commit();
                    return null;
                })
                .onFailure()
                .recoverWithNull();
    }

    @Override
    public void close() {
        closed.countDown();
        connection.close();
    }
}
