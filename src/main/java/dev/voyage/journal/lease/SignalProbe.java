package dev.voyage.journal.lease;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Finds out whether notifications that are sent as those of other replicas are, through the pool, arrive at the listening
 * connection. Through PgBouncer in transaction mode they do not, and neither do they if the connection leads to another database.
 * For one thread.
 */
final class SignalProbe {

    private static final Logger LOG = Logger.getLogger(SignalProbe.class);

    /** How often a connection that hears nothing is tried again. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final DataSource pool;
    private final String channel;
    private final Duration patience;
    private boolean hears = true; // until a probe has failed
    private long probedNanos;

    /**
     * @param replica the id of this replica: nobody else notifies its channel
     * @param patience how long a notification may take
     */
    SignalProbe(DataSource pool, String replica, Duration patience) {
        this.pool = pool;
        this.channel = "\"voyage_probe_" + replica + "\"";
        this.patience = patience;
    }

    /** Whether the last probe was heard. */
    boolean hears() {
        return hears;
    }

    /** Whether the listening connection has to be tried again. */
    boolean isDue() {
        return !hears && System.nanoTime() - probedNanos >= AGAIN.toNanos();
    }

    /** Tries it. Blocking; other notifications that arrive meanwhile are lost. */
    void run(Connection listening) throws SQLException {
        execute(listening, "listen " + channel);
        try (Connection other = pool.getConnection()) {
            execute(other, "notify " + channel);
        }
        boolean heard = isHeard(listening);
        execute(listening, "unlisten " + channel);
        probedNanos = System.nanoTime();
        if (hears && !heard) {
            LOG.warn("notifications of the database do not arrive, so it is asked every 2 s: a pooler keeps them back;"
                    + " set voyage.store.notify-url to the address of the same database without it");
        } else if (heard && !hears) {
            LOG.info("notifications of the database arrive");
        }
        hears = heard;
    }

    private boolean isHeard(Connection listening) throws SQLException {
        long end = System.nanoTime() + patience.toNanos();
        PGConnection notified = listening.unwrap(PGConnection.class);
        long left = patience.toMillis();
        while (left > 0) {
            PGNotification[] arrived = notified.getNotifications((int) left);
            for (PGNotification one : arrived == null ? new PGNotification[0] : arrived) {
                if (channel.equals('"' + one.getName() + '"')) {
                    return true;
                }
            }
            left = (end - System.nanoTime()) / 1_000_000;
        }
        return false;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
