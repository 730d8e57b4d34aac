package dev.voyage.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.Outcome;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.WaitLimit;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events over connections that break, of a service that restarts, for readers that are slow. */
@Timeout(WaitLimit.TEST_SECONDS)
class EventFeedTest {

    private static final int MOST_VAIN = 3;

    private final List<Long> asked = new ArrayList<>();
    private final List<Long> interruptions = new ArrayList<>();
    private boolean over;

    private EventFeed feed(long after, LongFunction<Multi<JournalEntry>> connections) {
        var origin = new EventFeed.EventOrigin() {
            @Override
            public Multi<JournalEntry> connect(long behind) {
                asked.add(behind);
                return connections.apply(behind);
            }

            @Override
            public Uni<Boolean> isOver(long behind) {
                return Uni.createFrom().item(over);
            }

            @Override
            public void interrupted(long behind) {
                interruptions.add(behind);
            }
        };
        return new EventFeed(origin, new Pauses(List.of(Duration.ofMillis(1)), MOST_VAIN), after);
    }

    private static JournalEntry entry(long seq) {
        return ReceivedEvents.read("{\"type\":\"file.found\",\"seq\":" + seq + "}");
    }

    private static JournalEntry last(long seq) {
        return ReceivedEvents.read("{\"type\":\"" + Outcome.COMPLETE.eventType() + "\",\"seq\":" + seq + "}");
    }

    private static List<JournalEntry> entries(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(EventFeedTest::entry).toList();
    }

    private static Multi<JournalEntry> broken(List<JournalEntry> entries) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().iterable(entries),
                        Multi.createFrom().<JournalEntry>failure(() -> Problem.of(ProblemType.UNAVAILABLE, "away")));
    }

    private static List<Long> seqs(List<JournalEntry> entries) {
        return entries.stream().map(JournalEntry::seq).toList();
    }

    private static List<Long> heard(EventFeed feed) {
        return seqs(feed.events().collect().asList().await().atMost(WaitLimit.TIME));
    }

    @Test
    void eachEventComesOnceOverBrokenConnections() {
        EventFeed feed = feed(
                0,
                after -> after < 4
                        ? broken(entries(Math.max(1, after), after + 2)) // the first one once more
                        : Multi.createFrom().items(entry(5), last(6)));

        assertThat(heard(feed)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(asked).containsExactly(0L, 2L, 4L);
        assertThat(interruptions).containsExactly(2L, 4L);
    }

    @Test
    void streamThatEndsEarlyIsResumed() {
        EventFeed feed = feed(7, after -> Multi.createFrom()
                .items(after == 7 ? List.of(entry(8)).stream() : List.of(last(9)).stream()));

        assertThat(heard(feed)).containsExactly(8L, 9L);
    }

    @Test
    void endedSearchKnownToItsEndHasNoMoreEvents() {
        over = true;

        assertThat(heard(feed(9, after -> Multi.createFrom().empty()))).isEmpty();
    }

    @Test
    void serviceThatStaysAwayIsGivenUp() {
        AssertSubscriber<JournalEntry> reader =
                feed(3, after -> broken(List.of())).events().subscribe().withSubscriber(AssertSubscriber.create(1));

        reader.awaitFailure(WaitLimit.TIME).assertFailedWith(Problem.class, "away");
        assertThat(asked).hasSize(1 + MOST_VAIN);
    }

    @Test
    void progressStartsTheCountOfAttemptsAnew() {
        EventFeed feed = feed(
                0,
                after -> after < 20
                        ? broken(List.of(entry(after + 1)))
                        : Multi.createFrom().item(last(21)));

        assertThat(heard(feed)).hasSize(21);
    }

    @Test
    void refusalIsFinal() {
        var refused = new RefusedException(404, "there is no search s1", Map.of());
        AssertSubscriber<JournalEntry> reader = feed(
                        0, after -> Multi.createFrom().failure(refused))
                .events()
                .subscribe()
                .withSubscriber(AssertSubscriber.create(1));

        reader.awaitFailure(WaitLimit.TIME).assertFailedWith(RefusedException.class, "no search s1");
        assertThat(asked).hasSize(1);
    }

    @Test
    void gapMovesTheReaderBack() {
        JournalEntry gap = ReceivedEvents.read("{\"type\":\"stream.gap\",\"asked\":9,\"resumedAt\":2}");
        EventFeed feed = feed(9, after -> Multi.createFrom().items(gap, entry(3), last(4)));

        assertThat(heard(feed)).containsExactly(0L, 3L, 4L);
    }

    @Test
    void slowReaderHasABoundedNumberOfEventsWaitingAndLosesNone() {
        int all = 5000;
        EventFeed feed = feed(0, after -> Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().iterable(entries(after + 1, all - 1)),
                        Multi.createFrom().item(last(all))));
        AssertSubscriber<JournalEntry> reader = feed.events().subscribe().withSubscriber(AssertSubscriber.create(1));

        reader.awaitItems(1, WaitLimit.TIME);
        assertThat(asked).hasSizeLessThanOrEqualTo(2);
        while (reader.getItems().size() < all) {
            reader.awaitNextItems(1, 1, WaitLimit.TIME);
        }
        reader.awaitCompletion(WaitLimit.TIME);

        assertThat(asked).hasSizeGreaterThan(2);
        assertThat(seqs(reader.getItems()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, all).boxed().toList());
        assertThat(interruptions).isEmpty();
    }

    @Test
    void readerThatLeavesEndsItsConnection() {
        var cut = new AtomicBoolean();
        AssertSubscriber<JournalEntry> reader = feed(0, after -> Multi.createFrom()
                        .<JournalEntry>nothing()
                        .onCancellation()
                        .invoke(() -> cut.set(true)))
                .events()
                .subscribe()
                .withSubscriber(AssertSubscriber.create(1));
        reader.cancel();

        assertThat(cut).isTrue();
    }
}
