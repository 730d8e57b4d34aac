package dev.voyage.download.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.download.source.DownloadListener;
import dev.voyage.download.source.TransferEvent;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountedTransferTest {

    private final List<String> told = new ArrayList<>();

    private final DownloadListener haul = new DownloadListener() {
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

    private static TransferEvent.Finished finished(long bytes, boolean unchanged) {
        return new TransferEvent.Finished(
                Path.of("x"), bytes, "", null, List.of(), Duration.ZERO, 1, "https", "only", unchanged);
    }

    private void count(TransferEvent... steps) {
        CountedTransfer.of(Multi.createFrom().items(steps), haul)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE))
                .assertCompleted();
    }

    @Test
    void bytesAreCountedOnceWhereTheyCameFrom() {
        count(
                new TransferEvent.Started("s3", 1, 100),
                new TransferEvent.Advanced(150, 300L, 0),
                new TransferEvent.Retrying(Problem.of(ProblemType.UNAVAILABLE, "cut"), 1),
                new TransferEvent.Started("https", 2, 150),
                new TransferEvent.Advanced(150, 300L, 0),
                new TransferEvent.Advanced(290, 300L, 0),
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
        CountedTransfer.of(Multi.createFrom().nothing(), haul)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(1))
                .cancel();

        assertThat(told).containsExactly("begun", "ended");
    }
}
