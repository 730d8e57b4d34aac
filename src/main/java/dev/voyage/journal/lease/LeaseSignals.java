package dev.voyage.journal.lease;

import dev.voyage.journal.store.LeaseRows;
import dev.voyage.journal.store.Store;
import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * A hint from one replica to all others that there is something to do: a search to take over, or a wish. Everything works without
 * it, later: a pooler in front of the database may swallow notifications, which each new connection finds out ({@link
 * SignalProbe}). A query before each wait finds a broken connection, within the time limit of its socket.
 */
final class LeaseSignals implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LeaseSignals.class);

    private static final String CHANNEL = "voyage_leases";

    private final LeaseConnection connection;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final LeaseRows rows;
    private final SignalProbe probe;
    private boolean listening;
    private boolean failing; // since the last wait without a failure

    LeaseSignals(ReplicaIdentity.ConnectionSource source, LeaseRows rows, SignalProbe probe) {
        this.rows = rows;
        this.probe = probe;
        connection = new LeaseConnection(source);
    }

    /**
     * Waits for a hint or the end of another replica's lease, for so long at most; whether there was a hint, or may have been:
     * always, where hints do not arrive.
     * Blocking, for one thread.
     */
    boolean await(Duration most) {
        try {
            return connection.run(open -> {
                if (!listening) {
                    listen(open);
                    return true; // hints that came before are lost
                } else if (probe.isDue()) {
                    probe.run(open);
                    return true; // as are those that came meanwhile
                }
                Duration pause = rows.untilNextEnd(open, most); // also finds a connection that is dead
                int millis = (int) Math.max(1, pause.toMillis()); // 0 would be forever
                var hints = open.unwrap(PGConnection.class).getNotifications(millis);
                failing = false;
                return !probe.hears() || (hints != null && hints.length > 0);
            });
        } catch (SQLException unreachable) {
            listening = false;
            if (!failing && closed.getCount() > 0) { // once for all attempts
                LOG.warnf("no notifications of other replicas reason=%s", unreachable.getMessage());
            }
            failing = true;
            return pause(most) || !probe.hears();
        }
    }

    private void listen(Connection open) throws SQLException {
        try (var statement = open.createStatement()) {
            statement.execute("listen " + CHANNEL);
        }
        probe.run(open);
        listening = true;
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
