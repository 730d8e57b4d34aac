package dev.voyage.journal;

import static dev.voyage.journal.TestJournal.SOON;
import static dev.voyage.journal.TestJournal.seqs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.store.EventRows;
import dev.voyage.journal.store.JdbcValues;
import dev.voyage.testsupport.TestStore;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cost of queries does not depend on the length of the journal: the test counts queries, and checks the query plan
 * of each in SQLite.
 */
class LongJournalTest {

    private static final int MANY = 10_000;
    private static final int PAGE = 500;

    @TempDir
    Path directory;

    private final List<String> queries = new CopyOnWriteArrayList<>();
    private DataSource database;
    private TestJournal store;

    @BeforeEach
    void open() {
        database = TestStore.in(directory);
        store = TestJournal.on(directory, TestJournal.source(() -> overheard(database.getConnection())));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Connection overheard(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement") && ((String) arguments[0]).startsWith("select")) {
                        queries.add((String) arguments[0]);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private String search(int events) throws SQLException {
        String search = store.started();
        store.append(search, new SearchEvent.ServiceFound("ivo://a/b", "t", "http://a/", "http://r/", false, null));
        store.end(search);
        try (Connection connection = database.getConnection()) { // faster than with autocommit
            connection.setAutoCommit(false);
            run(connection, "update events set seq = ? where search = ? and seq = 3", events + 1L, search);
            run(connection, "update searches set last_seq = ? where id = ?", events + 1L, search);
            try (var insert = connection.prepareStatement(EventRows.INSERT)) {
                for (long seq = 3; seq <= events; seq++) {
                    JdbcValues.set(
                            insert, search, seq, "observation.found", TestJournal.NOW, "{\"seq\":" + seq + "}", null);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            connection.commit();
        }
        return search;
    }

    private static void run(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            JdbcValues.set(statement, values);
            statement.executeUpdate();
        }
    }

    private List<JournalEntry> read(String search, long after) {
        queries.clear();
        return store.journal.follow(search, after).collect().asList().await().atMost(SOON);
    }

    @Test
    void openingTheTailIsTheSameQueriesForTenThousandEventsAsForTen() throws SQLException {
        String brief = search(10);
        String lengthy = search(MANY);

        assertThat(seqs(read(brief, 8))).containsExactly(9L, 10L, 11L);
        List<String> forTen = List.copyOf(queries);
        assertThat(seqs(read(lengthy, MANY - 2))).containsExactly(MANY - 1L, (long) MANY, MANY + 1L);

        assertThat(queries).isEqualTo(forTen).hasSize(1);
    }

    @Test
    void aReplayIsReadAPageAtATimeAsItIsAskedFor() throws SQLException {
        String search = search(MANY);
        queries.clear();
        AssertSubscriber<List<JournalEntry>> reader = store.journal
                .batches(search, 0)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(1))
                .awaitItems(1, SOON);
        assertThat(queries).hasSize(1);
        assertThat(reader.getItems().get(0)).hasSize(PAGE);
        for (int page = 2; page <= 5; page++) {
            reader.request(1).awaitItems(page, SOON);
            assertThat(queries).hasSize(page);
        }
        reader.cancel();

        assertThat(seqs(read(search, 0)))
                .isEqualTo(LongStream.rangeClosed(1, MANY + 1).boxed().toList());
        assertThat(queries).hasSize(MANY / PAGE + 1);
    }

    @Test
    void whatIsRareIsFoundInOnePage() throws SQLException {
        String search = search(MANY);
        queries.clear();
        List<List<JournalEntry>> rare = store.journal
                .events(search, Set.of("service.found", "catalogue.searched", "search.completed"), MANY + 1, 100)
                .collect()
                .asList()
                .await()
                .atMost(SOON);

        assertThat(rare).hasSize(1);
        assertThat(seqs(rare.get(0))).containsExactly(2L, MANY + 1L);
        assertThat(queries).hasSizeLessThanOrEqualTo(2); // the second finds no more events
    }

    @Test
    void noQueryOfAJournalOrManifestIsAScan() throws SQLException {
        String search = search(10);
        queries.clear();
        read(search, 0);
        List<String> asked = new ArrayList<>(queries);
        store.journal
                .events(search, Set.of("service.found", "observation.found"), 9, 9)
                .collect()
                .asList()
                .await()
                .atMost(SOON);
        store.journal.events(search, "o1", 9).collect().asList().await().atMost(SOON);
        store.journal.files().all(search).collect().asList().await().atMost(SOON);
        store.journal.files().all(search, "o1").collect().asList().await().atMost(SOON);
        store.journal.files().find(search, "f").await().atMost(SOON);
        store.journal.find(List.of(search)).await().atMost(SOON);
        asked.addAll(queries);

        Map<String, String> uses = Map.of(
                "and type = ?", "events_by_type",
                "and observation = ? and seq", "events_by_observation",
                "and observation = ? and file", "files_by_observation");
        assertThat(uses.keySet()).allMatch(condition -> asked.stream().anyMatch(query -> query.contains(condition)));
        for (String query : asked) {
            List<String> plan = plan(query);
            assertThat(plan).as(query).noneMatch(step -> step.contains("SCAN events") || step.contains("SCAN files"));
            uses.forEach((condition, index) -> {
                if (query.contains(condition)) {
                    assertThat(plan).as(query).anyMatch(step -> step.contains(index));
                    if (condition.contains("observation")) {
                        assertThat(plan).as("in index order, without sorting").hasSize(1);
                    }
                }
            });
        }
    }

    private List<String> plan(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                var explain = connection.prepareStatement("explain query plan " + query);
                var row = explain.executeQuery()) {
            var steps = new ArrayList<String>();
            while (row.next()) {
                steps.add(row.getString("detail"));
            }
            return steps;
        }
    }
}
