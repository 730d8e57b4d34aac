package dev.voyage.journal.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.journal.TestJournal;
import dev.voyage.journal.event.Tally.TallyCount;
import dev.voyage.journal.store.JournalJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** Excluded files are in no denominator of the tally, neither in new searches nor in stored ones. */
class TallyTest {

    /** The possible outcomes of a found file. */
    private enum End {
        OPEN,
        COMPLETED,
        UNCHANGED,
        DUPLICATE,
        EXCLUDED,
        FAILED,
        RETRIED
    }

    private static FileEvent found(String file) {
        return new FileEvent.Found("A", file, "http://a/" + file, 10L, null);
    }

    private static List<SearchEvent> events(List<End> ends) {
        var events = new ArrayList<SearchEvent>();
        for (int i = 0; i < ends.size(); i++) {
            String file = "A/" + i;
            events.add(found(file));
            switch (ends.get(i)) {
                case COMPLETED ->
                    events.add(new FileEvent.Completed(file, 10, "00", null, "https", null, List.of(), 1, 1));
                case UNCHANGED -> events.add(new FileEvent.Skipped(file, "unchanged", 10L, "00", null));
                case DUPLICATE -> events.add(new FileEvent.Skipped(file, "duplicate"));
                case EXCLUDED -> events.add(new FileEvent.Skipped(file, "excluded"));
                case FAILED -> events.add(new FileEvent.Failed(file, Map.of(), false));
                case RETRIED -> events.add(new FileEvent.Failed(file, Map.of(), true));
                case OPEN -> {}
            }
        }
        return events;
    }

    private static long count(List<End> ends, End end) {
        return ends.stream().filter(end::equals).count();
    }

    @Provide
    Arbitrary<List<End>> ends() {
        return Arbitraries.of(End.class).list().ofMaxSize(30);
    }

    @Property(tries = 200)
    void everyFileIsCountedOnce(@ForAll("ends") List<End> ends) {
        Tally tally = Tally.ZERO;
        for (SearchEvent event : events(ends)) {
            tally = tally.plus(event);
        }

        assertThat(tally.excluded()).isEqualTo(count(ends, End.EXCLUDED));
        assertThat(tally.files()).isEqualTo(ends.size() - tally.excluded());
        assertThat(tally.completed()).isEqualTo(count(ends, End.COMPLETED));
        assertThat(tally.skipped()).isEqualTo(count(ends, End.UNCHANGED) + count(ends, End.DUPLICATE));
        assertThat(tally.failed()).isEqualTo(count(ends, End.FAILED));
        assertThat(tally.files() - tally.completed() - tally.skipped() - tally.failed())
                .isEqualTo(count(ends, End.OPEN) + count(ends, End.RETRIED));
    }

    /** A store at version 6 of the schema, in which excluded files count as files and as skipped. */
    private static SQLiteDataSource before(Path directory, Path other, String search) throws Exception {
        Files.createDirectories(directory);
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + directory.resolve("voyage.db") + "?journal_mode=WAL&transaction_mode=IMMEDIATE");
        Flyway.configure().dataSource(source).target("6").load().migrate();
        try (Connection connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("attach '" + other.resolve("voyage.db") + "' as other");
            TestJournal.copySearches(statement);
            statement.execute("insert into events select * from other.events");
            statement.execute("update searches set tally = '{\"observations\":0,\"selected\":0,\"linked\":0,"
                    + "\"unavailable\":0,\"failedObservations\":0,\"files\":7,\"completed\":1,\"skipped\":4,"
                    + "\"failed\":1,\"bytes\":10}' where id = '" + search + "'");
        }
        return source;
    }

    private static Tally stored(TestJournal store, String search) {
        return store.journal
                .find(search)
                .await()
                .atMost(TestJournal.SOON)
                .orElseThrow()
                .tally();
    }

    @Test
    void aStoredTallyIsCountedAnew(@TempDir Path directory) throws Exception {
        Path now = Files.createDirectories(directory.resolve("now"));
        Path then = directory.resolve("then");
        String search;
        String without;
        try (var store = TestJournal.in(now)) {
            search = store.started();
            events(List.of(
                            End.COMPLETED,
                            End.EXCLUDED,
                            End.UNCHANGED,
                            End.EXCLUDED,
                            End.DUPLICATE,
                            End.FAILED,
                            End.OPEN))
                    .forEach(event -> store.append(search, event));
            without = store.started();
            store.append(without, found("B"));
            assertThat(store.journal.tally(search))
                    .isEqualTo(Tally.ZERO
                            .plus(TallyCount.FILES, 5)
                            .plus(TallyCount.COMPLETED, 1)
                            .plus(TallyCount.SKIPPED, 2)
                            .plus(TallyCount.FAILED, 1)
                            .plus(TallyCount.EXCLUDED, 2)
                            .plus(TallyCount.BYTES, 10));
        }
        SQLiteDataSource old = before(then, now, search);

        Flyway.configure().dataSource(old).load().migrate();

        try (var store = TestJournal.on(then, old)) {
            assertThat(stored(store, search))
                    .isEqualTo(Tally.ZERO
                            .plus(TallyCount.FILES, 5)
                            .plus(TallyCount.COMPLETED, 1)
                            .plus(TallyCount.SKIPPED, 2)
                            .plus(TallyCount.FAILED, 1)
                            .plus(TallyCount.EXCLUDED, 2)
                            .plus(TallyCount.BYTES, 10));
            assertThat(stored(store, without)).isEqualTo(Tally.ZERO.plus(TallyCount.FILES, 1));
        }
    }

    /** The last event of a search of an earlier version has no member {@code excluded}. */
    @Test
    void aStoredTallyWithoutExcludedIsRead() {
        String stored = "{\"observations\":1,\"selected\":1,\"linked\":1,\"unavailable\":0,\"failedObservations\":0,"
                + "\"files\":4,\"completed\":1,\"skipped\":3,\"failed\":0,\"bytes\":10}";

        assertThat(new JournalJson().tally(stored))
                .isEqualTo(Tally.ZERO
                        .plus(TallyCount.OBSERVATIONS, 1)
                        .plus(TallyCount.SELECTED, 1)
                        .plus(TallyCount.LINKED, 1)
                        .plus(TallyCount.FILES, 4)
                        .plus(TallyCount.COMPLETED, 1)
                        .plus(TallyCount.SKIPPED, 3)
                        .plus(TallyCount.BYTES, 10));
    }
}
