package dev.voyage.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.journal.TestJournal;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.testsupport.TestEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class JournalListenerTest {

    @Parameter
    TestEngine engine;

    @TempDir
    Path directory;

    @Test
    void everyEventButTheFirstIsToldOnceItIsDurable() {
        List<String> shown = new CopyOnWriteArrayList<>();
        var changes = new AtomicInteger();
        var test = TestJournal.in(directory, engine);
        test.journal.watch(new JournalListener() {
            @Override
            public void committed(int count, Duration took) {
                assertThat(took).isPositive();
                changes.addAndGet(count);
            }

            @Override
            public void shown(SearchEvent event, Duration lag) {
                assertThat(lag).isPositive();
                shown.add(event.type());
            }
        });
        String search = test.started();
        test.append(search, TestJournal.degraded(1));
        test.append(search, TestJournal.degraded(2));
        test.end(search);
        assertThat(changes).hasValue(4);
        assertThat(test.journal.writes()).isTrue();
        test.close();

        assertThat(shown).containsExactly("upstream.degraded", "upstream.degraded", "search.completed");
        assertThat(test.journal.writes()).isFalse();
    }
}
