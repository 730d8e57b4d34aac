package dev.voyage.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.ObservationEvent;
import dev.voyage.journal.store.EventRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading only the events of some types. */
class ReportedColumnsTest {

    private static final int MANY = 1200; // more than two pages

    @TempDir
    Path directory;

    private TestJournal store;
    private String search;

    @BeforeEach
    void start() {
        store = TestJournal.in(directory);
        search = store.started(); // event 1
        for (int i = 0; i < MANY; i++) { // the seqs of the rows are 2, 4, 6, …
            store.append(search, new ObservationEvent.Found("o" + i, null, null, null, true, Map.of()));
            store.append(search, TestJournal.degraded(i));
        }
        store.end(search);
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private List<Long> told(long upTo, long most) {
        return store.journal
                .events(search, Set.of("observation.found"), upTo, most)
                .invoke(page -> assertThat(page).isNotEmpty())
                .collect()
                .asList()
                .map(pages -> pages.stream()
                        .flatMap(List::stream)
                        .map(JournalEntry::seq)
                        .toList())
                .await()
                .atMost(TestJournal.SOON);
    }

    private static List<Long> even(long upTo) {
        return LongStream.rangeClosed(1, upTo / 2).mapToObj(i -> 2 * i).toList();
    }

    @Test
    void everyEventOfTheTypesIsToldOnceInOrder() {
        assertThat(told(Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(even(2 * MANY));
        assertThat(told(Long.MAX_VALUE, MANY)).isEqualTo(even(2 * MANY));
    }

    @Test
    void ofOneObservationNoOtherIsReadAndAllOfItsPagesAre() {
        String several = store.started();
        for (int i = 0; i < MANY; i++) {
            store.append(several, new ObservationEvent.Found("often", null, null, null, false, Map.of()));
            store.append(several, new ObservationEvent.Found("o" + i, null, null, null, false, Map.of()));
        }
        store.end(several);
        var events = new ArrayList<Long>();
        store.journal
                .events(several, "often", 2 * MANY - 2)
                .invoke(page -> assertThat(page).hasSizeBetween(1, EventRows.PAGE))
                .collect()
                .asList()
                .await()
                .atMost(TestJournal.SOON)
                .forEach(page -> events.addAll(TestJournal.seqs(page)));

        assertThat(events).isEqualTo(even(2 * MANY - 2));
        assertThat(store.journal
                        .events(several, "nobody", Long.MAX_VALUE)
                        .collect()
                        .asList()
                        .await()
                        .atMost(TestJournal.SOON))
                .isEmpty();
    }

    @Test
    void nothingBehindThePlaceOrBeyondTheNumberIsTold() {
        assertThat(told(7, Long.MAX_VALUE)).containsExactly(2L, 4L, 6L);
        assertThat(told(Long.MAX_VALUE, 601)).isEqualTo(even(1202));
        assertThat(told(Long.MAX_VALUE, 0)).isEmpty();
        assertThat(told(1, 5)).isEmpty();
    }
}
