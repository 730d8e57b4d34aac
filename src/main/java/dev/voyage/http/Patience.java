package dev.voyage.http;

import dev.voyage.problem.Problem;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;

/** Tries again what can succeed later, and waits in between as long as the archive asks for. */
public final class Patience {

    private static final Set<Object> BUSY = Set.of(429, 503);
    private static final int LONGER = 2;

    private final HttpConfig config;
    private final ScheduledExecutorService timer;
    private final Traffic traffic;
    private final DoubleSupplier random;

    public Patience(HttpConfig config, ScheduledExecutorService timer) {
        this(config, timer, Traffic.NONE);
    }

    /**
     * @param traffic told of each try that makes up for another
     */
    public Patience(HttpConfig config, ScheduledExecutorService timer, Traffic traffic) {
        this(config, timer, traffic, () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * @param random numbers from 0 to 1
     */
    Patience(HttpConfig config, ScheduledExecutorService timer, DoubleSupplier random) {
        this(config, timer, Traffic.NONE, random);
    }

    private Patience(HttpConfig config, ScheduledExecutorService timer, Traffic traffic, DoubleSupplier random) {
        this.config = config;
        this.timer = timer;
        this.traffic = traffic;
        this.random = random;
    }

    /**
     * The same request, tried up to the configured number of times while its {@code Problem} is
     * retryable; fails with the last one.
     *
     * @param request must send anew for each subscription
     * @param notices hears of each wait that the archive caused by saying it is busy
     */
    public <T> Uni<T> with(Uni<T> request, Notices notices) {
        return with(request, notices, config.attempts());
    }

    /** The same, tried so many times at most. */
    <T> Uni<T> with(Uni<T> request, Notices notices, int attempts) {
        return Uni.createFrom().deferred(() -> {
            var failedTries = new AtomicInteger();
            return request.onFailure(Patience::retryable).retry().when(failures -> failures.onItem()
                    .transformToUniAndConcatenate(
                            failure -> again((Problem) failure, failedTries.incrementAndGet(), attempts, notices)));
        });
    }

    /**
     * The pause before the next try: what the archive asked for, else the first pause doubled from
     * try to try, less up to half of it so that many do not come back at once; never more than the
     * longest. There are twice as many tries for 429 and 503 with a Retry-After.
     *
     * @return empty: give up
     */
    public Optional<Duration> pauseAfter(Problem problem, int failedTries) {
        return pauseAfter(problem, failedTries, config.attempts());
    }

    private Optional<Duration> pauseAfter(Problem problem, int failedTries, int attempts) {
        if (!problem.retryable() || failedTries >= (isTold(problem) ? LONGER * attempts : attempts)) {
            return Optional.empty();
        }
        problem.upstream().ifPresent(host -> traffic.retried(host, problem.kind()));
        Duration wanted = problem.retryAfter().orElseGet(() -> ours(failedTries));
        Duration longest = config.longestPause();
        return Optional.of(wanted.compareTo(longest) > 0 ? longest : wanted);
    }

    /** An archive that says when to come back is not one that does not work. */
    private static boolean isTold(Problem problem) {
        return problem.retryAfter().isPresent() && isBusy(problem);
    }

    private static boolean isBusy(Problem problem) {
        return BUSY.contains(problem.members().getOrDefault("upstreamStatus", 0));
    }

    /** Tells of a pause that the archive caused by saying it is busy; of no other. */
    public void tell(Problem problem, Duration pause, Notices notices) {
        if (problem.retryAfter().isPresent() || isBusy(problem)) {
            notices.throttled(problem.upstream().orElse(""), problem.detail(), Optional.of(pause));
        }
    }

    private Duration ours(int failedTries) {
        Duration doubled = config.firstPause().multipliedBy(1L << Math.min(failedTries - 1, 20));
        Duration longest = config.longestPause();
        long nanos = (doubled.compareTo(longest) > 0 ? longest : doubled).toNanos();
        return Duration.ofNanos(nanos - (long) (nanos / 2.0 * random.getAsDouble()));
    }

    private Uni<Problem> again(Problem problem, int failedTries, int attempts, Notices notices) {
        Optional<Duration> pause = pauseAfter(problem, failedTries, attempts);
        if (pause.isEmpty()) {
            return Uni.createFrom().failure(problem);
        }
        tell(problem, pause.get(), notices);
        Uni<Problem> now = Uni.createFrom().item(problem);
        return pause.get().isZero()
                ? now
                : now.onItem().delayIt().onExecutor(timer).by(pause.get());
    }

    private static boolean retryable(Throwable failure) {
        return failure instanceof Problem problem && problem.retryable();
    }
}
