package dev.voyage.journal.store;

import dev.voyage.journal.record.EndNotification;
import dev.voyage.journal.record.EndNotification.State;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Table {@code notifications}: the addresses that are notified of the end of a search, and the state of each. Writing methods take
 * effect when called, and complete when durable; reading methods when subscribed. All fail with {@code STORAGE} when the store
 * does not work.
 */
public final class NotificationRows {

    /** The maximum number of addresses of one search. */
    public static final int MOST = 10;

    private static final String SELECT =
            "select n.search, n.number, n.url, n.state, n.attempts, n.due, n.created, n.result from notifications n";

    private static final String DUE = SELECT
            + " join searches s on s.id = n.search where n.due <= ? and s.ended is not null order by n.due limit ?";

    private final Store store;
    private final JournalWriter writer;
    private final Clock clock;

    public NotificationRows(Store store, JournalWriter writer, Clock clock) {
        this.store = store;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * Adds an address to a search; of a search that has ended, its notification is due now. An address that the search has
     * already stays as it is.
     *
     * @return fails with {@code NOT_FOUND} if there is no such search, with {@code TOO_MANY} if it has {@link #MOST} addresses
     */
    public Uni<EndNotification> add(String search, String url) {
        return writer.run("notify " + search, transaction -> {
            Connection connection = transaction.connection();
            requireSearch(connection, search);
            return add(connection, search, url, clock.instant());
        });
    }

    private static EndNotification add(Connection connection, String search, String url, Instant now)
            throws SQLException {
        List<EndNotification> known = of(connection, search);
        for (EndNotification one : known) {
            if (one.url().equals(url)) {
                return one;
            }
        }
        if (known.size() >= MOST) {
            throw Problem.of(ProblemType.TOO_MANY, "a search notifies at most " + MOST + " addresses");
        }
        long number = known.isEmpty() ? 1 : known.get(known.size() - 1).number() + 1;
        var fresh = new EndNotification(search, number, url, State.WAITING, 0, now, now, null);
        JdbcValues.run(
                connection,
                "insert into notifications (search, number, url, state, attempts, due, created)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                search,
                number,
                url,
                State.WAITING.name(),
                0L,
                now,
                now);
        return fresh;
    }

    /** Those of a search, by number. */
    public Uni<List<EndNotification>> of(String search) {
        return store.read(connection -> of(connection, search));
    }

    /** Removes one; fails with {@code NOT_FOUND} if the search has no such notification. */
    public Uni<Void> remove(String search, long number) {
        return changed(search, number, "delete from notifications where search = ? and number = ?", search, number);
    }

    /** Begins again with one, whatever its state; fails with {@code NOT_FOUND} if the search has no such notification. */
    public Uni<Void> repeat(String search, long number) {
        return changed(
                search,
                number,
                "update notifications set state = ?, attempts = 0, due = ? where search = ? and number = ?",
                State.WAITING.name(),
                clock.instant(),
                search,
                number);
    }

    private Uni<Void> changed(String search, long number, String sql, Object... values) {
        return writer.run("notify " + search, transaction -> {
            if (JdbcValues.run(transaction.connection(), sql, values) != 1) {
                throw Problem.of(ProblemType.NOT_FOUND, "there is no notification " + number + " of search " + search);
            }
            return null;
        });
    }

    /**
     * Takes notifications of ended searches that are due: each counts as attempted now, and no other process takes it before this
     * time has passed.
     *
     * @return those taken, with the new count of attempts; empty if none is due
     */
    public Uni<List<EndNotification>> claim(int most, Duration exclusive) {
        return store.read(connection -> due(connection, most))
                .chain(due -> due.isEmpty()
                        ? Uni.createFrom().item(List.of())
                        : writer.run("notifications", transaction -> claim(transaction.connection(), due, exclusive)));
    }

    private List<EndNotification> due(Connection connection, int most) throws SQLException {
        return all(connection, DUE, clock.instant(), most);
    }

    private List<EndNotification> claim(Connection connection, List<EndNotification> due, Duration exclusive)
            throws SQLException {
        Instant until = clock.instant().plus(exclusive);
        var claimed = new ArrayList<EndNotification>();
        for (EndNotification one : due) {
            long attempts = one.attempts() + 1;
            int changed = JdbcValues.run(
                    connection,
                    "update notifications set attempts = ?, due = ? where search = ? and number = ? and due = ?",
                    attempts,
                    until,
                    one.search(),
                    one.number(),
                    one.due()); // if another process was faster, it has moved this time
            if (changed == 1) {
                claimed.add(new EndNotification(
                        one.search(), one.number(), one.url(), one.state(), attempts, until, one.created(), null));
            }
        }
        return List.copyOf(claimed);
    }

    /**
     * Records the result of an attempt, unless the notification was removed or begun again meanwhile.
     *
     * @param attempted as {@link #claim} has returned it
     * @param due of the next attempt, or null if there will be none
     */
    public Uni<Void> settle(EndNotification attempted, State state, Instant due, String result) {
        return writer.run("notify " + attempted.search(), transaction -> {
            int unused = JdbcValues.run(
                    transaction.connection(),
                    "update notifications set state = ?, due = ?, result = ?"
                            + " where search = ? and number = ? and attempts = ? and due = ?",
                    state.name(),
                    due,
                    result,
                    attempted.search(),
                    attempted.number(),
                    attempted.attempts(),
                    attempted.due());
            return null;
        });
    }

    /** Removes those of a removed search. */
    static void clear(Connection connection, String search) throws SQLException {
        int unused = JdbcValues.run(connection, "delete from notifications where search = ?", search);
    }

    private static void requireSearch(Connection connection, String search) throws SQLException {
        try (var select = connection.prepareStatement("select 1 from searches where id = ?")) {
            JdbcValues.set(select, search);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw Store.unknown(search);
                }
            }
        }
    }

    private static List<EndNotification> of(Connection connection, String search) throws SQLException {
        return all(connection, SELECT + " where n.search = ? order by n.number", search);
    }

    private static List<EndNotification> all(Connection connection, String sql, Object... values) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            JdbcValues.set(select, values);
            try (ResultSet row = select.executeQuery()) {
                var found = new ArrayList<EndNotification>();
                while (row.next()) {
                    found.add(new EndNotification(
                            row.getString("search"),
                            row.getLong("number"),
                            row.getString("url"),
                            State.valueOf(row.getString("state")),
                            row.getLong("attempts"),
                            JdbcValues.time(row, "due"),
                            JdbcValues.time(row, "created"),
                            row.getString("result")));
                }
                return List.copyOf(found);
            }
        }
    }
}
