package dev.voyage.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountedTest {

    private final List<String> told = new ArrayList<>();

    private final Haul haul = new Haul() {
        @Override
        public void begun() {
            told.add("begun");
        }

        @Override
        public void received(String source, long bytes) {
            told.add(source + " " + bytes);
        }

        @Override
        public void ended() {
            told.add("ended");
        }
    };

    private static Transfer.Finished finished(long bytes, boolean unchanged) {
        return new Transfer.Finished(
                Path.of("x"), bytes, "", null, List.of(), Duration.ZERO, 1, "https", "only", unchanged);
    }

    private void count(Transfer... steps) {
        Counted.of(Multi.createFrom().items(steps), haul)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE))
                .assertCompleted();
    }

    @Test
    void bytesAreCountedOnceWhereTheyCameFrom() {
        count(
                new Transfer.Started("s3", 1, 100),
                new Transfer.Advanced(150, 300L, 0),
                new Transfer.Retrying(Problem.of(Kind.UNAVAILABLE, "cut"), 1),
                new Transfer.Started("https", 2, 150),
                new Transfer.Advanced(150, 300L, 0),
                new Transfer.Advanced(290, 300L, 0),
                finished(300, false));

        assertThat(told).containsExactly("begun", "s3 50", "https 140", "https 10", "ended");
    }

    @Test
    void whatWasHereBringsNothing() {
        count(finished(300, true));

        assertThat(told).containsExactly("begun", "ended");
    }

    @Test
    void whoeverCancelsIsUnderWayNoMore() {
        Counted.of(Multi.createFrom().nothing(), haul)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(1))
                .cancel();

        assertThat(told).containsExactly("begun", "ended");
    }
}
