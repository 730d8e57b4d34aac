package dev.voyage.journal.store;

import static dev.voyage.journal.TestJournal.SOON;
import static dev.voyage.journal.TestJournal.degraded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.voyage.journal.TestJournal;
import dev.voyage.journal.event.FileEvent;
import dev.voyage.journal.record.JournalConfig;
import dev.voyage.journal.record.NewSearch;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.Settings;
import dev.voyage.testsupport.TestEngine;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Retention removes only searches that have ended. */
@ParameterizedClass
@EnumSource
class RetentionTest {

    @Parameter
    TestEngine engine;

    @TempDir
    Path directory;

    private TestJournal store;

    @BeforeEach
    void open() {
        store = TestJournal.in(directory, engine);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private String ended(int events) {
        String search = store.started();
        for (int i = 0; i < events; i++) {
            store.append(search, degraded(i));
        }
        store.append(search, new FileEvent.Found("o", "f", "u", 5L, TestJournal.NOW));
        store.end(search);
        return search;
    }

    private long sweep(String... settings) {
        return store.journal
                .retention()
                .sweep(Settings.of(JournalConfig.class, settings))
                .await()
                .atMost(SOON);
    }

    private List<String> left() {
        return store.journal.list(null, null, null, 100).await().atMost(SOON).stream()
                .map(SearchRecord::id)
                .toList();
    }

    private long rows(String table) throws SQLException {
        try (var connection = engine.in(directory).getConnection();
                var select = connection.createStatement();
                var row = select.executeQuery("select count(*) from " + table)) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }

    @Test
    void nothingIsForgottenUnlessToldSo() {
        ended(1);
        assertThat(sweep()).isZero();
        assertThat(left()).hasSize(1);
    }

    @Test
    void whatIsTooOldGoesWithAllItsRowsAndIsNotFoundAfterwards() throws Exception {
        String search = ended(5000);
        String running = store.started();

        assertThat(sweep("voyage.journal.keep", "0s")).isZero(); // it has ended at this very moment
        assertThat(sweep("voyage.journal.keep", "-1s")).isEqualTo(1);

        assertThat(left()).containsExactly(running);
        assertThat(rows("events")).isEqualTo(1);
        assertThat(rows("files")).isZero();
        assertThat(rows("deletions")).isZero();
        assertThatThrownBy(() -> store.all(search))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemType.NOT_FOUND));
    }

    @Test
    void thePinnedStayUntilTheyAreUnpinned() {
        String search = ended(1);
        store.journal.retention().pin(search, true).await().atMost(SOON);
        assertThat(sweep("voyage.journal.keep", "-1s")).isZero();
        assertThat(store.journal.find(search).await().atMost(SOON).orElseThrow().pinned())
                .isTrue();
        store.journal.retention().pin(search, false).await().atMost(SOON);
        assertThat(sweep("voyage.journal.keep", "-1s")).isEqualTo(1);
    }

    @Test
    void asManyAreLeftAsMayBe() {
        for (int i = 0; i < 5; i++) {
            ended(1);
        }
        assertThat(sweep("voyage.journal.keep-searches", "2")).isEqualTo(3);
        assertThat(left()).hasSize(2);
    }

    @Test
    void theOldestGoWhileTheStoreIsTooLarge() {
        assumeTrue(engine == TestEngine.EMBEDDED, "PostgreSQL's tables do not shrink");
        for (int i = 0; i < 4; i++) {
            ended(2000);
        }
        assertThat(sweep("voyage.journal.keep-bytes", "1M")).isBetween(1L, 3L);
    }

    @Test
    void whatIsRetriedStaysAsLongAsItsRetry() {
        String search = ended(1);
        var retry = store.newSearch(null);
        store.journal
                .create(new NewSearch(retry.id(), retry.request(), retry.href(), "", null, search))
                .await()
                .atMost(SOON);
        assertThat(sweep("voyage.journal.keep", "-1s")).isZero();
        store.end(retry.id());
        assertThat(sweep("voyage.journal.keep", "-1s")).isEqualTo(2);
    }

    @Test
    void whatWasBegunIsGoneOnWith() throws Exception {
        String search = ended(1);
        try (var connection = engine.in(directory).getConnection();
                var half = connection.createStatement()) {
            half.executeUpdate("insert into deletions (search) values ('" + search + "')");
            half.executeUpdate("delete from searches");
        }
        assertThat(sweep()).isZero();
        assertThat(rows("events")).isZero();
    }
}
