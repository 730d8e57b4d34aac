package dev.voyage.journal.store;

import dev.voyage.journal.record.JournalConfig;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Removes ended searches: their events and manifest rows. The search itself is removed first, then its rows, one page per
 * transaction, so that no other writer waits long. Pinned searches stay, and so does a search of which a remaining search is a
 * retry. Files stay in the mirror, unless {@link #forget} says that they go: then the rows wait for {@link #filesGone}.
 */
public final class Retention {

    private static final int PAGE = 2000;

    /** The number of the lock in PostgreSQL that one replica holds while it removes a page; an arbitrary one. */
    private static final long LOCK = 0x766f79616765L;

    private static final String CLEARABLE = "coalesce(files, 0) = 0";
    private static final String WITH_FILES = "select search from deletions where files = 1 order by search";

    private static final String FORGETTABLE = "select id from searches s where ended is not null"
            + " and coalesce(pinned, 0) = 0"
            + " and not exists (select 1 from searches r where r.retry_of = s.id)";

    private final SearchRows searches;
    private final JournalWriter writer;
    private final Clock clock;

    public Retention(SearchRows searches, JournalWriter writer, Clock clock) {
        this.searches = searches;
        this.writer = writer;
        this.clock = clock;
    }

    /** Completes with the number of searches removed when no more can be; fails with {@code STORAGE}. */
    public Uni<Long> sweep(JournalConfig keep) {
        return Multi.createBy()
                .repeating()
                .uni(() -> writer.run("retention", transaction -> step(transaction.connection(), keep)))
                .whilst(step -> step != Step.NOTHING)
                .filter(step -> step == Step.FORGOTTEN)
                .collect()
                .with(java.util.stream.Collectors.counting());
    }

    /** Pins an ended search, or unpins it; completes when durable. Fails with {@code NOT_FOUND} if the search does not exist. */
    public Uni<Void> pin(String search, boolean pinned) {
        return writer.run("pin " + search, transaction -> {
            searches.pin(transaction.connection(), search, pinned);
            return null;
        });
    }

    /**
     * Removes an ended search for its readers: when durable, it is not found any more. Its rows are removed by {@link #clear}, or
     * by a later {@link #sweep}.
     *
     * @param files whether its files are to go: then its rows stay until {@link #filesGone}
     * @return fails with {@code NOT_FOUND}, or with {@code CONFLICT} if it has not ended, is pinned, or has a retry
     */
    public Uni<Void> forget(String search, boolean files) {
        return writer.run("forget " + search, transaction -> {
            Connection connection = transaction.connection();
            SearchRecord found = searches.find(connection, search).orElseThrow(() -> Store.unknown(search));
            if (!found.phase().isEnd()) {
                throw Problem.of(
                        ProblemType.CONFLICT, "search " + search + " has not ended: cancel it before you remove it");
            } else if (found.pinned()) {
                throw Problem.of(
                        ProblemType.CONFLICT, "search " + search + " is pinned: unpin it before you remove it");
            }
            first(connection, "select id from searches where retry_of = ? limit 1", search)
                    .ifPresent(retry -> {
                        throw Problem.of(
                                ProblemType.CONFLICT,
                                "search " + retry + " is a retry of search " + search + ": remove that one first");
                    });
            JdbcValues.run(connection, "insert into deletions (search, files) values (?, ?)", search, files ? 1L : 0L);
            JdbcValues.run(connection, "delete from searches where id = ?", search);
            return null;
        });
    }

    /** The searches that {@link #forget} has removed and whose files may be left. */
    public Uni<List<String>> withFiles() {
        return writer.run("removed searches", transaction -> {
            var found = new ArrayList<String>();
            try (var select = transaction.connection().prepareStatement(WITH_FILES);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
            return List.copyOf(found);
        });
    }

    /** No file of the removed search is left that has to go: its rows may go too. */
    public Uni<Void> filesGone(String search) {
        return writer.run("files of " + search, transaction -> {
            JdbcValues.run(transaction.connection(), "update deletions set files = 0 where search = ?", search);
            return null;
        });
    }

    /** Removes the rows of a removed search; completes when none is left. */
    public Uni<Void> clear(String search) {
        return Multi.createBy()
                .repeating()
                .uni(() -> writer.run("retention", transaction -> clear(transaction.connection(), search)))
                .whilst(left -> left)
                .onItem()
                .ignoreAsUni();
    }

    private enum Step {
        NOTHING,
        CLEARED,
        FORGOTTEN
    }

    private Step step(Connection connection, JournalConfig keep) throws SQLException {
        if (searches.dialect() == StoreDialect.POSTGRESQL && !isOnly(connection)) {
            return Step.NOTHING; // another replica is at it
        }
        Optional<String> begun = first(connection, "select search from deletions where " + CLEARABLE + " limit 1");
        if (begun.isPresent()) {
            boolean unused = clear(connection, begun.get());
            return Step.CLEARED;
        }
        Optional<String> next = next(connection, keep);
        if (next.isEmpty()) {
            return Step.NOTHING;
        }
        JdbcValues.run(connection, "insert into deletions (search) values (?)", next.get());
        // another replica may have pinned it meanwhile: then nothing of this transaction happens
        if (JdbcValues.run(connection, "delete from searches where id = ? and coalesce(pinned, 0) = 0", next.get())
                != 1) {
            throw Problem.of(ProblemType.CONFLICT, "search " + next.get() + " was pinned while it was being removed");
        }
        return Step.FORGOTTEN;
    }

    private static boolean isOnly(Connection connection) throws SQLException {
        return number(connection, "select case when pg_try_advisory_xact_lock(" + LOCK + ") then 1 else 0 end") == 1;
    }

    /** Removes a page of rows; whether more may be left. */
    private static boolean clear(Connection connection, String search) throws SQLException {
        int events = JdbcValues.run(
                connection,
                "delete from events where search = ? and seq in"
                        + " (select seq from events where search = ? order by seq limit ?)",
                search,
                search,
                PAGE);
        int files = JdbcValues.run(
                connection,
                "delete from files where search = ? and file in"
                        + " (select file from files where search = ? order by file limit ?)",
                search,
                search,
                PAGE);
        if (events == PAGE || files == PAGE) {
            return true;
        }
        NotificationRows.clear(connection, search);
        JdbcValues.run(connection, "delete from deletions where search = ?", search);
        return false;
    }

    private Optional<String> next(Connection connection, JournalConfig keep) throws SQLException {
        if (keep.keep().isPresent()) {
            Instant before = clock.instant().minus(keep.keep().get());
            Optional<String> old = first(connection, FORGETTABLE + " and ended < ? order by ended limit 1", before);
            if (old.isPresent()) {
                return old;
            }
        }
        boolean tooMany = keep.keepSearches().isPresent()
                && number(connection, "select count(*) from searches where ended is not null")
                        > keep.keepSearches().getAsInt();
        boolean tooLarge = keep.keepBytes().isPresent()
                && bytes(connection) > keep.keepBytes().get().asLongValue();
        return tooMany || tooLarge ? first(connection, FORGETTABLE + " order by ended limit 1") : Optional.empty();
    }

    /** The size of the store, without free pages; 0 for PostgreSQL, whose tables do not shrink when rows are removed. */
    private long bytes(Connection connection) throws SQLException {
        if (searches.dialect() == StoreDialect.POSTGRESQL) {
            return 0;
        }
        return (number(connection, "pragma page_count") - number(connection, "pragma freelist_count"))
                * number(connection, "pragma page_size");
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Optional<String> first(Connection connection, String sql, Object... values) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            JdbcValues.set(select, values);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }
}
