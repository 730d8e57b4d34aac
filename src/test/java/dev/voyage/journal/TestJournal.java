package dev.voyage.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
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
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteDataSource;

/** A journal on a real, migrated SQLite database in a directory; can be opened again. */
final class TestJournal implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(20);
    static final Instant NOW = Instant.parse("2026-11-22T08:00:00.120Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final SearchIds ids = new SearchIds(CLOCK);
    final Journal journal;
    final Instance instance;

    private TestJournal(Path directory, DataSource source) {
        try {
            instance = Instance.in(directory.resolve("run"), CLOCK);
        } catch (IOException unlikely) {
            throw new UncheckedIOException(unlikely);
        }
        journal = new Journal(source, new ObjectMapper(), CLOCK, executor, instance);
    }

    static TestJournal in(Path directory) {
        return on(directory, migrated(directory));
    }

    static TestJournal on(Path directory, DataSource source) {
        return new TestJournal(directory, source);
    }

    /** The directory's database, as the migrations make it when it is not there yet. */
    static SQLiteDataSource migrated(Path directory) {
        Path database = directory.resolve("voyage.db");
        try {
            if (Files.notExists(database)) {
                Files.write(database, Empty.DATABASE);
            }
        } catch (IOException unlikely) {
            throw new UncheckedIOException(unlikely);
        }
        return sqlite(database);
    }

    private static SQLiteDataSource sqlite(Path database) {
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:"
                + database
                + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000"
                + "&transaction_mode=IMMEDIATE");
        return source;
    }

    /** Migrated once for all tests. */
    private static final class Empty {

        static final byte[] DATABASE = migrate();

        private static byte[] migrate() {
            try {
                Path directory = Files.createTempDirectory("voyage-empty");
                Path database = directory.resolve("voyage.db");
                Flyway.configure().dataSource(sqlite(database)).load().migrate();
                byte[] bytes = Files.readAllBytes(database);
                Files.delete(database);
                Files.delete(directory);
                return bytes;
            } catch (IOException unlikely) {
                throw new UncheckedIOException(unlikely);
            }
        }
    }

    /** Where connections come from, when a test wants to have a say in it. */
    interface Connections {
        Connection open() throws SQLException;
    }

    static DataSource source(Connections connections) {
        return (DataSource) Proxy.newProxyInstance(
                TestJournal.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        return connections.open();
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    /** The connection, with something done before each commit. */
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

    NewSearch newSearch(String key) {
        return new NewSearch(ids.next(), Map.of("target", "3C 105"), "http://test/v1/searches/x", "", key);
    }

    String started() {
        SearchRecord search = journal.create(newSearch(null)).await().atMost(SOON);
        return search.id();
    }

    void append(String search, SearchEvent event) {
        journal.append(search, event).await().atMost(SOON);
    }

    void end(String search) {
        append(search, new SearchEvent.Ended(Outcome.COMPLETE, journal.tally(search), 12, null));
    }

    /** All of an ended search. */
    List<Entry> all(String search) {
        return journal.follow(search, 0).collect().asList().await().atMost(SOON);
    }

    static SearchEvent degraded(int number) {
        return new SearchEvent.UpstreamDegraded("archive.test", "event " + number);
    }

    static List<Long> seqs(List<Entry> entries) {
        var seqs = new ArrayList<Long>();
        entries.forEach(entry -> seqs.add(entry.seq()));
        return seqs;
    }

    @Override
    public void close() {
        journal.close();
        executor.shutdown();
    }
}
