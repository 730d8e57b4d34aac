package dev.voyage.upstream.politeness;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.upstream.RequestContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Limits the time until a host's answer. The time for which requests wait for their turn at the host is not the host's: it has a
 * limit of its own, the same for all.
 */
public final class AnswerLimit {

    /** Permits that another replica has left behind are free again before. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(45);

    private final Duration answering;
    private final Duration waiting;
    private final LongSupplier nanoClock;
    private final Supplier<ScheduledExecutorService> timer;

    /** @param answering the time without a turn is not counted */
    public AnswerLimit(Duration answering) {
        this(answering, LONGEST_WAIT, System::nanoTime, Infrastructure::getDefaultWorkerPool);
    }

    AnswerLimit(
            Duration answering, Duration waiting, LongSupplier nanoClock, Supplier<ScheduledExecutorService> timer) {
        this.answering = answering;
        this.waiting = waiting;
        this.nanoClock = nanoClock;
        this.timer = timer;
    }

    /**
     * Starts the work anew at each subscription.
     *
     * @param work makes its requests in the context that it gets
     * @return as the work; fails with {@code UNAVAILABLE}, and the work is cancelled, when one of the times is over
     */
    public <T> Uni<T> of(String host, RequestContext context, Function<RequestContext, Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> new Answer<T>(host, emitter).start(context, work));
    }

    private final class Answer<T> implements TurnListener {

        private final String host;
        private final UniEmitter<? super T> emitter;
        private final Budget forAnswer = new Budget(answering, " has not answered in ");
        private final Budget forTurn = new Budget(waiting, " has given no turn in ");
        private int waits;
        private boolean over;
        private volatile Cancellable running = () -> {};

        Answer(String host, UniEmitter<? super T> emitter) {
            this.host = host;
            this.emitter = emitter;
        }

        void start(RequestContext context, Function<RequestContext, Uni<T>> work) {
            synchronized (this) {
                forAnswer.run();
            }
            running = Uni.createFrom()
                    .deferred(() -> work.apply(context.inTurn(this)))
                    .subscribe()
                    .with(emitter::complete, emitter::fail);
            emitter.onTermination(() -> {
                end();
                running.cancel();
            });
        }

        private synchronized void end() {
            over = true;
            forAnswer.pause();
            forTurn.pause();
        }

        @Override
        public synchronized void waits() {
            if (++waits == 1) {
                change(forAnswer, forTurn);
            }
        }

        @Override
        public synchronized void proceeds() {
            if (--waits == 0) {
                change(forTurn, forAnswer);
            }
        }

        private void change(Budget before, Budget after) {
            if (!over) {
                before.pause();
                after.run();
            }
        }

        /** A time that is spent while it runs; guarded by the answer. */
        private final class Budget {

            private final Duration all;
            private final String words;
            private long leftNanos;
            private long sinceNanos;
            private Future<?> alarm;
            private int runs;

            Budget(Duration all, String words) {
                this.all = all;
                this.words = words;
                leftNanos = all.toNanos();
            }

            void run() {
                sinceNanos = nanoClock.getAsLong();
                int run = ++runs;
                alarm = timer.get().schedule(() -> late(run), leftNanos, TimeUnit.NANOSECONDS);
            }

            void pause() {
                if (alarm != null) {
                    alarm.cancel(false);
                    alarm = null;
                    leftNanos -= nanoClock.getAsLong() - sinceNanos;
                }
            }

            private void late(int run) {
                synchronized (Answer.this) {
                    if (alarm == null || run != runs) {
                        return; // paused just now
                    }
                }
                running.cancel(); // before the next one is asked
                emitter.fail(Problem.of(ProblemType.UNAVAILABLE, host + words + all.toMillis() / 1000.0 + " s")
                        .at(host));
            }
        }
    }
}
