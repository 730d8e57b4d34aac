package dev.voyage.upstream.politeness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.upstream.RequestContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerLimitTest {

    private static final Duration ANSWERING = Duration.ofSeconds(10);
    private static final Duration WAITING = Duration.ofSeconds(45);

    /** A clock with alarms that ring when it passes their time, also those that were cancelled too late. */
    private static final class SetTimer extends ScheduledThreadPoolExecutor {

        private record Alarm(long atNanos, Runnable task) {}

        private final List<Alarm> alarms = new ArrayList<>();
        private long nowNanos;

        SetTimer() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            alarms.add(new Alarm(nowNanos + unit.toNanos(delay), task));
            return super.schedule(() -> {}, 1, TimeUnit.DAYS);
        }

        void passes(long seconds) {
            nowNanos += TimeUnit.SECONDS.toNanos(seconds);
            List.copyOf(alarms).stream()
                    .filter(alarm -> alarm.atNanos <= nowNanos)
                    .peek(alarms::remove)
                    .forEach(alarm -> alarm.task.run());
        }

        long left() {
            return getQueue().stream()
                    .filter(task -> !((Future<?>) task).isDone())
                    .count();
        }
    }

    private final SetTimer timer = new SetTimer();
    private final AnswerLimit limit = new AnswerLimit(ANSWERING, WAITING, () -> timer.nowNanos, () -> timer);
    private TurnListener turns;
    private UniEmitter<? super String> work;
    private boolean cancelled;

    @AfterEach
    void end() {
        timer.shutdownNow();
    }

    private UniAssertSubscriber<String> reader() {
        return limit.of("a.test", RequestContext.NONE, context -> {
                    turns = context.fairnessKey().turns();
                    return Uni.createFrom()
                            .<String>emitter(emitter -> work = emitter)
                            .onCancellation()
                            .invoke(() -> cancelled = true);
                })
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }

    private void assertLate(UniAssertSubscriber<String> reader, String detail) {
        reader.assertFailedWith(Problem.class, detail);
        assertThat(((Problem) reader.getFailure()).kind()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(cancelled).isTrue();
        assertThat(timer.left()).isZero();
    }

    @Test
    void anAnswerInTimePassesAndLeavesNoAlarm() {
        var reader = reader();
        timer.passes(9);
        work.complete("fine");

        reader.assertCompleted().assertItem("fine");
        assertThat(timer.left()).isZero();
        assertThat(cancelled).isFalse();
    }

    @Test
    void anAnswerAtOnceLeavesNoAlarm() {
        var reader = limit.of("a.test", RequestContext.NONE, context -> Uni.createFrom()
                        .item("fine"))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());

        reader.assertCompleted().assertItem("fine");
        assertThat(timer.left()).isZero();
    }

    @Test
    void theFailureOfTheWorkPasses() {
        var reader = limit.of("a.test", RequestContext.NONE, context -> {
                    throw new IllegalStateException("broken");
                })
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());

        reader.assertFailedWith(IllegalStateException.class, "broken");
        assertThat(timer.left()).isZero();
    }

    @Test
    void aLateAnswerIsCancelled() {
        var reader = reader();
        timer.passes(10);

        assertLate(reader, "a.test has not answered in 10.0 s");
    }

    @Test
    void theWorkIsCancelledBeforeAnythingElseBegins() {
        var order = new ArrayList<String>();
        limit.of("a.test", RequestContext.NONE, context -> Uni.createFrom()
                        .<String>nothing()
                        .onCancellation()
                        .invoke(() -> order.add("cancelled")))
                .onFailure()
                .invoke(late -> order.add("late"))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        timer.passes(10);

        assertThat(order).containsExactly("cancelled", "late");
    }

    @Test
    void waitingForATurnIsNotCounted() {
        var reader = reader();
        timer.passes(6);
        turns.waits();
        timer.passes(40);
        turns.proceeds();
        timer.passes(3);
        reader.assertNotTerminated();
        timer.passes(1);

        assertLate(reader, "a.test has not answered in 10.0 s");
    }

    @Test
    void waitingHasALimitOfItsOwnForAllWaitsTogether() {
        var reader = reader();
        turns.waits();
        timer.passes(40);
        turns.proceeds();
        timer.passes(5);
        turns.waits();
        turns.waits(); // a second request
        turns.proceeds();
        timer.passes(4);
        reader.assertNotTerminated();
        timer.passes(1);

        assertLate(reader, "a.test has given no turn in 45.0 s");
    }

    @Test
    void aLimitWithinALimitTellsBoth() {
        var reader = limit.of("outer.test", RequestContext.NONE, outer -> new AnswerLimit(
                                Duration.ofSeconds(20), WAITING, () -> timer.nowNanos, () -> timer)
                        .of("inner.test", outer, context -> {
                            turns = context.fairnessKey().turns();
                            return Uni.createFrom().<String>nothing();
                        }))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        turns.waits();
        timer.passes(44);
        turns.proceeds();
        timer.passes(9);
        reader.assertNotTerminated();
        timer.passes(1);

        reader.assertFailedWith(Problem.class, "outer.test has not answered in 10.0 s");
        assertThat(timer.left()).isZero();
    }

    @Test
    void anAlarmOfATimeThatRunsAgainDoesNotCount() {
        var reader = reader();
        for (int second = 0; second < 9; second++) {
            timer.passes(1);
            turns.waits();
            turns.proceeds();
        }
        reader.assertNotTerminated();
        timer.passes(1);

        assertLate(reader, "a.test has not answered in 10.0 s");
    }

    @Test
    void cancellingCancelsTheWork() {
        var reader = reader();
        turns.waits();
        reader.cancel();

        assertThat(cancelled).isTrue();
        assertThat(timer.left()).isZero();
        turns.proceeds(); // its request leaves the queue
        assertThat(timer.left()).isZero();
    }
}
