package dev.voyage.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.journal.event.FileEvent;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.ObservationEvent;
import dev.voyage.testsupport.TestStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** The observation column of events, for new events and for those of an older store. */
class ObservationColumnTest {

    private static final List<String> IDS = List.of(
            "60061044002",
            "numaster/6006",
            "6006",
            "quote \" and \\ and / and '",
            "\u00e4\u03b1\ud83d\ude80",
            "tab\there\nand there\u0001",
            "lone \ud800 surrogate",
            "\u2028",
            "%_*");

    @TempDir
    Path directory;

    /** Appends every type of event, in two cone searches with shared observations. */
    private static String tellAll(TestJournal store) {
        String search = store.started();
        for (String catalogue : List.of("a", "b")) {
            for (String id : IDS) {
                Boolean repeated = catalogue.equals("b") ? true : null;
                store.append(
                        search,
                        new ObservationEvent.Found(
                                id,
                                1.0,
                                2.0,
                                null,
                                true,
                                null,
                                "t",
                                catalogue,
                                repeated,
                                Map.of("observation", "of the row")));
            }
            for (String id : IDS) {
                store.append(search, new ObservationEvent.Linked(id, List.of(), List.of(), "t", catalogue));
                store.append(search, new ObservationEvent.Listed(id, "http://a/", 1, 0, List.of()));
                store.append(search, new ObservationEvent.Unavailable(id, "fault", null, "x", null, "t", catalogue));
                store.append(search, new ObservationEvent.Failed(id, Map.of("detail", "x"), 0, 0, 0));
                store.append(search, new FileEvent.Found(id, catalogue + "/" + id, "http://a/f", 1L, null));
                store.append(search, new ObservationEvent.Completed(id, 1, 1, 0));
            }
        }
        store.end(search);
        return search;
    }

    private static Map<Long, String> column(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                var select = connection.prepareStatement("select seq, observation from events order by seq");
                var row = select.executeQuery()) {
            var column = new LinkedHashMap<Long, String>();
            while (row.next()) {
                column.put(row.getLong(1), row.getString(2));
            }
            return column;
        }
    }

    private static List<List<String>> told(TestJournal store, String search) {
        var told = new ArrayList<List<String>>();
        for (String id : IDS) {
            told.add(
                    store
                            .journal
                            .events(search, id, Long.MAX_VALUE)
                            .collect()
                            .asList()
                            .await()
                            .atMost(TestJournal.SOON)
                            .stream()
                            .flatMap(List::stream)
                            .map(JournalEntry::text)
                            .toList());
        }
        return told;
    }

    /** A store at version 5 of the schema, with the searches and events of another. */
    private static SQLiteDataSource before(Path directory, Path other) throws Exception {
        Files.createDirectories(directory);
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + directory.resolve("voyage.db") + "?journal_mode=WAL&transaction_mode=IMMEDIATE");
        Flyway.configure().dataSource(source).target("5").load().migrate();
        try (Connection connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("attach '" + other.resolve("voyage.db") + "' as other");
            TestJournal.copySearches(statement);
            statement.execute("insert into events select search, seq, type, time, json from other.events");
        }
        return source;
    }

    @Test
    void onlyWhatIsLookedUpByItHasOne() throws SQLException {
        try (var store = TestJournal.in(directory)) {
            String search = tellAll(store);

            assertThat(column(TestStore.in(directory)).values().stream().filter(id -> id != null))
                    .hasSize(2 * 4 * IDS.size());
            Set<String> types =
                    Set.of("observation.found", "observation.linked", "observation.unavailable", "observation.failed");
            assertThat(told(store, search))
                    .allSatisfy(events -> assertThat(events).hasSize(8).allMatch(event -> types.stream()
                            .anyMatch(type -> event.startsWith("{\"type\":\"" + type))));
        }
    }

    @Test
    void aStoreOfBeforeGetsWhatWouldHaveBeenWrittenToday() throws Exception {
        Path now = Files.createDirectories(directory.resolve("now"));
        Path then = directory.resolve("then");
        String search;
        List<List<String>> today;
        try (var store = TestJournal.in(now)) {
            search = tellAll(store);
            today = told(store, search);
        }
        SQLiteDataSource old = before(then, now);

        Flyway.configure().dataSource(old).load().migrate();

        assertThat(column(old)).isEqualTo(column(TestStore.in(now)));
        try (var store = TestJournal.on(then, old)) {
            assertThat(told(store, search)).isEqualTo(today);
            assertThat(store.all(search)).hasSize(2 + 2 * 7 * IDS.size());
        }
    }
}
