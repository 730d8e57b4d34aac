package dev.voyage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.live.EventRingBuffer;
import dev.voyage.journal.live.LatestSignals;
import dev.voyage.journal.record.NewSearch;
import dev.voyage.journal.record.ProcessLock;
import dev.voyage.journal.record.SearchIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ring buffer and ids. */
class RingAndIdsTest {

    @Test
    void namesSortByTimeAndAreNeverTheSame() {
        var names = new ArrayList<String>();
        for (int i = 0; i < 500; i++) {
            names.add(new SearchIds(Clock.offset(TestJournal.CLOCK, Duration.ofMillis(i))).next());
        }

        assertThat(names).isSorted().allMatch(SearchIds::isId);
        assertThat(new HashSet<>(names)).hasSize(500);
        assertThat(SearchIds.isId(names.get(0).toUpperCase(java.util.Locale.ROOT)))
                .isFalse();
        assertThat(SearchIds.isId("../etc/passwd")).isFalse();
        assertThatThrownBy(() -> new NewSearch("7", Map.of(), "", "", null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRingKeepsTheNewestInNumberAndBytes() {
        var ring = new EventRingBuffer(10);
        assertThat(ring.reaches(10)).isTrue();
        assertThat(ring.reaches(9)).isFalse();
        for (int seq = 11; seq <= 3000; seq++) {
            ring.add(entry(seq, 10));
        }

        assertThat(ring.reaches(3000 - 1024)).isTrue();
        assertThat(ring.reaches(3000 - 1025)).isFalse();
        assertThat(TestJournal.seqs(ring.after(2990, 3))).containsExactly(2991L, 2992L, 2993L);
        ring.add(entry(3001, (1 << 19) + 1));
        ring.add(entry(3002, 1 << 19));
        assertThat(ring.reaches(3001)).isTrue();
        assertThat(ring.reaches(3000)).isFalse();
        ring.add(entry(3003, 1 << 21));
        assertThat(ring.reaches(3002)).isFalse();
        assertThat(ring.after(3003, 3)).isEmpty();
        assertThatThrownBy(() -> ring.add(entry(3005, 1))).isInstanceOf(IllegalStateException.class);
    }

    private static JournalEntry entry(long seq, int length) {
        return JournalEntry.read("s", seq, "t", TestJournal.NOW, "x".repeat(length));
    }

    @Test
    void ofManySignalsTheLatestOfTheLatestFilesAreKept() {
        var signals = new LatestSignals();
        for (int i = 0; i < 1000; i++) {
            signals.put("f" + i, entry(0, 1));
        }
        signals.put("f999", entry(0, 2));
        signals.forget("f998");

        assertThat(signals.after(0)).hasSize(255);
        assertThat(signals.after(signals.last() - 1)).hasSize(1);
        assertThat(signals.after(signals.last())).isEmpty();
    }

    @Test
    void aProcessLivesAsLongAsItHoldsItsFile(@TempDir Path directory) throws IOException {
        var first = ProcessLock.in(directory.resolve("run"), TestJournal.CLOCK);
        try (var second = ProcessLock.in(directory.resolve("run"), TestJournal.CLOCK)) {
            assertThat(second.lives(first.id())).isTrue();
            assertThat(second.lives(second.id())).isTrue();
            first.close();
            assertThat(second.lives(first.id())).isFalse();
            Path killed = Files.createFile(directory.resolve("run/killed.lock"));
            assertThat(second.lives("killed")).isFalse();
            assertThat(killed).doesNotExist();
        }
        assertThat(directory.resolve("run")).isEmptyDirectory();
    }
}
