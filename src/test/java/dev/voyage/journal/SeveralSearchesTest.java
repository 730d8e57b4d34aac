package dev.voyage.journal;

import static dev.voyage.journal.TestJournal.SOON;
import static dev.voyage.journal.TestJournal.degraded;
import static dev.voyage.journal.TestJournal.seqs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.problem.Problem;
import dev.voyage.testsupport.TestEngine;
import dev.voyage.testsupport.WaitLimit;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** One reader of several searches. */
@Timeout(WaitLimit.TEST_SECONDS)
@ParameterizedClass
@EnumSource
class SeveralSearchesTest {

    private static final int LONG = 2000; // more than the ring holds, and several pages

    @Parameter
    TestEngine engine;

    @TempDir
    Path directory;

    private final AtomicInteger connections = new AtomicInteger();
    private TestJournal store;
    private Journal journal;

    @BeforeEach
    void open() {
        DataSource database = engine.in(directory);
        store = TestJournal.on(
                directory,
                TestJournal.source(() -> {
                    connections.incrementAndGet();
                    return database.getConnection();
                }),
                engine);
        journal = store.journal;
    }

    @AfterEach
    void close() {
        store.close();
    }

    private String search(int events, boolean ended) {
        String search = store.started();
        for (int i = 2; i <= events; i++) {
            store.append(search, degraded(i));
        }
        if (ended) {
            store.end(search);
        }
        return search;
    }

    private AssertSubscriber<List<JournalEntry>> reader(Map<String, Long> places, long demand) {
        return journal.batches(places).subscribe().withSubscriber(AssertSubscriber.create(demand));
    }

    private static Map<String, Long> fromTheBeginning(List<String> searches) {
        var places = new LinkedHashMap<String, Long>();
        searches.forEach(search -> places.put(search, 0L));
        return places;
    }

    private static List<JournalEntry> of(String search, AssertSubscriber<List<JournalEntry>> reader) {
        return reader.getItems().stream()
                .flatMap(List::stream)
                .filter(entry -> entry.search().equals(search))
                .toList();
    }

    @Test
    void aBatchIsOfOneSearchAndLongOnesTakeTurns() {
        List<String> searches = List.of(search(LONG, true), search(LONG, true), search(LONG, true));
        // request only when all three can take turns
        AssertSubscriber<List<JournalEntry>> reader = reader(fromTheBeginning(searches), 0);
        reader.request(Long.MAX_VALUE).awaitCompletion(SOON);

        var order = new ArrayList<Integer>();
        for (List<JournalEntry> batch : reader.getItems()) {
            assertThat(batch)
                    .extracting(JournalEntry::search)
                    .containsOnly(batch.get(0).search());
            order.add(searches.indexOf(batch.get(0).search()));
        }
        for (int turn = 0; turn + 3 <= 12; turn += 3) {
            assertThat(order.subList(turn, turn + 3)).as("turn of %s", order).containsExactlyInAnyOrder(0, 1, 2);
        }
        for (String search : searches) {
            assertThat(seqs(of(search, reader)))
                    .isEqualTo(LongStream.rangeClosed(1, LONG + 1).boxed().toList());
        }
    }

    @Test
    void forAReaderThatAsksForNothingOnePageIsReadHoweverManyItsSearches() {
        var searches = new ArrayList<String>();
        for (int i = 0; i < 8; i++) {
            searches.add(search(600, true));
        }
        int before = connections.get();
        AssertSubscriber<List<JournalEntry>> slow =
                reader(fromTheBeginning(searches), 1).awaitItems(1, SOON);
        slow.request(1).awaitItems(2, SOON);
        slow.request(1).awaitItems(3, SOON);

        assertThat(connections.get() - before).isLessThanOrEqualTo(4);
        slow.request(Long.MAX_VALUE).awaitCompletion(SOON);
        for (String search : searches) {
            assertThat(seqs(of(search, slow)))
                    .isEqualTo(LongStream.rangeClosed(1, 601).boxed().toList());
        }
    }

    @Test
    void oneThatWaitsAtItsEndKeepsNoOtherFromBeingRead() {
        String quiet = search(1, false);
        String past = search(LONG, true);
        AssertSubscriber<List<JournalEntry>> reader = reader(fromTheBeginning(List.of(quiet, past)), Long.MAX_VALUE);
        store.append(quiet, degraded(2));
        store.end(quiet);

        reader.awaitCompletion(SOON);
        assertThat(of(past, reader)).hasSize(LONG + 1);
        assertThat(seqs(of(quiet, reader))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aReaderThatGoesLeavesNothingBehindInAnyOfThem() {
        String one = search(1, false);
        String two = search(1, false);
        AssertSubscriber<List<JournalEntry>> reader = reader(Map.of(one, 1L, two, 1L), Long.MAX_VALUE);
        assertThat(journal.running.driven(one).tail().waiting()).isEqualTo(1);
        reader.cancel();

        assertThat(journal.running.driven(one).tail().waiting()).isZero();
        assertThat(journal.running.driven(two).tail().waiting()).isZero();
    }

    @Test
    void allAreFoundTogetherOrTheFirstThatIsMissingIsNamed() {
        String one = search(1, false);
        String two = search(1, false);

        assertThat(journal.find(List.of(two, one)).await().atMost(SOON))
                .extracting(SearchRecord::id)
                .containsExactly(two, one);
        assertThat(journal.find(List.of(one, "nosuch", "neither"))
                        .onFailure(Problem.class)
                        .recoverWithItem(problem -> {
                            assertThat(problem).hasMessageContaining("nosuch");
                            return List.of();
                        })
                        .await()
                        .atMost(SOON))
                .isEmpty();
    }
}
