package dev.voyage.journal;

import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.Outcome;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.lease.ReplicaIdentity;
import dev.voyage.journal.record.NewSearch;
import dev.voyage.journal.record.ProcessLock;
import dev.voyage.journal.record.SearchIds;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.testsupport.TestEngine;
import dev.voyage.testsupport.WaitLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/** A journal on a real, migrated database, of SQLite in a directory unless another engine is given; can be reopened. */
public final class TestJournal implements AutoCloseable {

    public static final Duration SOON = WaitLimit.TIME;
    public static final Instant NOW = Instant.parse("2026-11-22T08:00:00.120Z");
    private static final Duration LEASE = Duration.ofMinutes(5);
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final SearchIds ids = new SearchIds(CLOCK);
    public final Journal journal;
    final String owner;

    private TestJournal(DataSource source, ReplicaIdentity replica) {
        owner = replica.id();
        journal = new Journal(source, CLOCK, executor, replica);
    }

    /** A replica on the PostgreSQL store of a directory. */
    public static TestJournal replica(Path directory, Duration lease, ReplicaIdentity.ConnectionSource own) {
        return new TestJournal(
                TestEngine.POSTGRESQL.in(directory), new ReplicaIdentity(new SearchIds(CLOCK).next(), lease, own, own));
    }

    private TestJournal(Path directory, DataSource source, TestEngine engine) {
        if (engine == TestEngine.POSTGRESQL) {
            owner = ids.next();
            journal = new Journal(
                    source,
                    CLOCK,
                    executor,
                    new ReplicaIdentity(owner, LEASE, source::getConnection, source::getConnection));
            return;
        }
        try {
            var instance = ProcessLock.in(directory.resolve("run"), CLOCK);
            owner = instance.id();
            journal = new Journal(source, CLOCK, executor, instance);
        } catch (IOException unlikely) {
            throw new UncheckedIOException(unlikely);
        }
    }

    public static TestJournal in(Path directory) {
        return in(directory, TestEngine.EMBEDDED);
    }

    public static TestJournal in(Path directory, TestEngine engine) {
        return on(directory, engine.in(directory), engine);
    }

    public static TestJournal on(Path directory, DataSource source) {
        return on(directory, source, TestEngine.EMBEDDED);
    }

    public static TestJournal on(Path directory, DataSource source, TestEngine engine) {
        return new TestJournal(directory, source, engine);
    }

    /** A hook for tests that intercept connections. */
    public interface Connections {
        Connection open() throws SQLException;
    }

    public static DataSource source(Connections connections) {
        return (DataSource) Proxy.newProxyInstance(
                TestJournal.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        return connections.open();
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    /** The connection, with an action before each commit. */
    static Connection beforeCommit(Connection connection, Runnable before) {
        return (Connection) Proxy.newProxyInstance(
                TestJournal.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("commit")) {
                        before.run();
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    ExecutorService executor() {
        return executor;
    }

    public NewSearch newSearch(String key) {
        return new NewSearch(ids.next(), Map.of("target", "3C 105"), "http://test/v1/searches/x", "", key);
    }

    public String started() {
        SearchRecord search = journal.create(newSearch(null)).await().atMost(SOON);
        return search.id();
    }

    public void append(String search, SearchEvent event) {
        journal.append(search, event).await().atMost(SOON);
    }

    public void end(String search) {
        append(search, new SearchEvent.Ended(Outcome.COMPLETE, journal.tally(search), 12, null));
    }

    /** All events of a finished search. */
    public List<JournalEntry> all(String search) {
        return journal.follow(search, 0).collect().asList().await().atMost(SOON);
    }

    public static SearchEvent degraded(int number) {
        return new SearchEvent.UpstreamDegraded("archive.test", "event " + number);
    }

    /** Copies the searches of the attached store {@code other}, which may be newer, in the columns of the older one. */
    public static void copySearches(Statement older) throws SQLException {
        String columns;
        try (ResultSet known = older.executeQuery("select group_concat(name) from pragma_table_info('searches')")) {
            columns = known.getString(1);
        }
        older.execute("insert into searches (" + columns + ") select " + columns + " from other.searches");
    }

    public static List<Long> seqs(List<JournalEntry> entries) {
        var seqs = new ArrayList<Long>();
        entries.forEach(entry -> seqs.add(entry.seq()));
        return seqs;
    }

    @Override
    public void close() {
        if (journal.writes()) {
            journal.leases().ifPresent(leases -> leases.release().await().atMost(SOON));
        }
        journal.close();
        executor.shutdown();
    }
}
