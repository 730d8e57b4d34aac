package dev.voyage.journal.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.journal.store.LeaseRows;
import dev.voyage.testsupport.TestPostgres;
import dev.voyage.testsupport.WaitLimit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A replica that hears the others, and one that does not. */
@Timeout(WaitLimit.TEST_SECONDS)
class LeaseSignalsTest {

    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private static final LeaseRows ROWS = new LeaseRows("01m817ykta51zyqqpjbdrc5yb7", Duration.ofMinutes(5));

    @TempDir
    Path directory;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final AtomicReference<DataSource> listeningAt = new AtomicReference<>();
    private final Logger logger = Logger.getLogger("dev.voyage.journal.lease");
    private DataSource store;

    private final Handler lines = new Handler() {
        @Override
        public void publish(LogRecord line) {
            said.add(new PatternFormatter("%s").format(ExtLogRecord.wrap(line)));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        store = TestPostgres.in(directory);
        listeningAt.set(store);
        logger.addHandler(lines);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(lines);
    }

    /** @param patience of the probe */
    private LeaseSignals signals(Duration patience) {
        return new LeaseSignals(
                () -> listeningAt.get().getConnection(), ROWS, new SignalProbe(store, ROWS.owner(), patience));
    }

    private void execute(DataSource where, String sql) throws SQLException {
        try (Connection connection = where.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void hintOfAnotherConnectionIsHeard() throws Exception {
        try (LeaseSignals signals = signals(WaitLimit.TIME)) {
            assertThat(signals.await(AT_ONCE)).as("hints before the first").isTrue();
            assertThat(signals.await(AT_ONCE)).isFalse();
            execute(store, "notify voyage_leases");
            assertThat(signals.await(WaitLimit.TIME)).isTrue();
        }
        assertThat(said).isEmpty();
    }

    /** As through a pooler: the listening connection leads elsewhere. */
    @Test
    void silenceIsToldOnceAndTheDatabaseAskedInstead() throws Exception {
        DataSource elsewhere = TestPostgres.in(Files.createDirectory(directory.resolve("elsewhere")));
        listeningAt.set(elsewhere);
        try (LeaseSignals signals = signals(AT_ONCE)) {
            for (int look = 0; look < 3; look++) {
                assertThat(signals.await(AT_ONCE))
                        .as("a hint may have been lost")
                        .isTrue();
            }
        }
        assertThat(said).hasSize(1);
        assertThat(said.get(0)).contains("do not arrive").contains("voyage.store.notify-url");
    }

    @Test
    void newConnectionIsProbedAgain() throws Exception {
        DataSource elsewhere = TestPostgres.in(Files.createDirectory(directory.resolve("elsewhere")));
        listeningAt.set(elsewhere);
        try (LeaseSignals signals = signals(Duration.ofSeconds(2))) {
            assertThat(signals.await(AT_ONCE)).isTrue();
            listeningAt.set(store);
            execute(
                    elsewhere,
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where datname = current_database() and pid <> pg_backend_pid()");

            assertThat(signals.await(AT_ONCE)).as("the connection is gone").isTrue();
            while (!said.contains("notifications of the database arrive")) { // a busy machine may be late
                listeningAt.set(store);
                assertThat(signals.await(AT_ONCE)).isTrue();
            }
            assertThat(signals.await(AT_ONCE)).isFalse();
        }
        assertThat(said).anyMatch(line -> line.startsWith("no notifications of other replicas reason="));
    }

    @Test
    void endOfTheReplicaIsNoFailure() {
        LeaseSignals signals = signals(WaitLimit.TIME);
        assertThat(signals.await(AT_ONCE)).isTrue();
        signals.close();
        signals.await(AT_ONCE);
        assertThat(said).isEmpty();
    }
}
