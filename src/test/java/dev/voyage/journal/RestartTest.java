package dev.voyage.journal;

import static dev.voyage.journal.TestJournal.SOON;
import static dev.voyage.journal.TestJournal.degraded;
import static dev.voyage.journal.TestJournal.seqs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.journal.event.FileEvent;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.Phase;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.event.Tally;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.problem.Problem;
import dev.voyage.testsupport.TestEngine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The state of the journal in a new process. */
@ParameterizedClass
@EnumSource
class RestartTest {

    @Parameter
    TestEngine engine;

    @TempDir
    Path directory;

    @Test
    void theSameBytesAreReplayed() {
        List<String> before;
        String search;
        try (var first = TestJournal.in(directory, engine)) {
            search = first.started();
            first.append(search, new SearchEvent.UpstreamDegraded("h", "é\u2028\ud83d\ude00\ud83d"));
            first.append(search, new FileEvent.Found("o", "f", "u", 5L, TestJournal.NOW));
            first.end(search);
            before = first.all(search).stream().map(JournalEntry::text).toList();
        }
        try (var second = TestJournal.in(directory, engine)) {
            assertThat(second.all(search).stream().map(JournalEntry::text).toList())
                    .isEqualTo(before);
        }
    }

    @Test
    void anUnfinishedSearchGoesOnWhereItWas() {
        String search;
        Tally tally;
        try (var first = TestJournal.in(directory, engine)) {
            search = first.started();
            first.end(first.started());
            first.append(search, new FileEvent.Found("o", "f", "u", 5L, TestJournal.NOW));
            first.journal.phase(search, Phase.HELD).await().atMost(SOON);
            tally = first.journal.tally(search);
        }
        try (var second = TestJournal.in(directory, engine)) {
            assertThat(second.journal.unfinished().await().atMost(SOON)).hasSize(1);
            SearchRecord orphan = second.journal.orphans().await().atMost(SOON).get(0);
            assertThat(orphan.id()).isEqualTo(search);
            assertThat(orphan.phase()).isEqualTo(Phase.HELD);
            assertThatThrownBy(() -> second.append(search, degraded(1))).isInstanceOf(IllegalStateException.class);

            SearchRecord ours = second.journal.adopt(orphan).await().atMost(SOON);
            assertThat(ours.owner()).isEqualTo(second.owner);
            assertThat(second.journal.tally(search)).isEqualTo(tally);
            second.append(search, degraded(3));
            second.end(search);
            assertThat(seqs(second.all(search))).containsExactly(1L, 2L, 3L, 4L);
        }
    }

    @Test
    void whatALivingProcessDrivesIsNoOrphanAndOnlyOneCanAdoptOne() {
        String search;
        try (var first = TestJournal.in(directory, engine);
                var second = TestJournal.in(directory, engine)) {
            search = first.started();
            assertThat(second.journal.unfinished().await().atMost(SOON)).hasSize(1);
            assertThat(second.journal.orphans().await().atMost(SOON)).isEmpty();
        }
        try (var third = TestJournal.in(directory, engine);
                var fourth = TestJournal.in(directory, engine)) {
            SearchRecord orphan = third.journal.orphans().await().atMost(SOON).get(0);
            third.journal.adopt(orphan).await().atMost(SOON);

            assertThat(orphan.id()).isEqualTo(search);
            assertThatThrownBy(() -> fourth.journal.adopt(orphan).await().atMost(SOON))
                    .isInstanceOf(Problem.class);
            assertThat(fourth.journal.orphans().await().atMost(SOON)).isEmpty();
        }
    }

    @Test
    void aHundredThousandEventsReplayPageByPage() {
        try (var store = TestJournal.in(directory, engine)) {
            String search = store.started();
            for (int i = 2; i <= 100_000; i++) {
                store.append(search, degraded(i));
            }
            store.end(search);
            Long sum = store.journal
                    .batches(search, 0)
                    .invoke(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(500))
                    .onItem()
                    .<JournalEntry>disjoint()
                    .collect()
                    .in(() -> new long[1], (total, entry) -> total[0] += entry.seq())
                    .map(total -> total[0])
                    .await()
                    .atMost(SOON);

            assertThat(sum).isEqualTo(100_001L * 100_002 / 2);
        }
    }
}
