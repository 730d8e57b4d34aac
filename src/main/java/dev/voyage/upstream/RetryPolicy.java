package dev.voyage.upstream;

import dev.voyage.problem.Problem;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;

/** Retries failures that may be temporary, and waits in between as long as the archive asks for. */
public final class RetryPolicy {

    private static final Set<Object> BUSY = Set.of(429, 503);
    private static final int LONGER = 2;

    private final HttpConfig config;
    private final ScheduledExecutorService timer;
    private final UpstreamMetrics traffic;
    private final DoubleSupplier random;

    public RetryPolicy(HttpConfig config, ScheduledExecutorService timer) {
        this(config, timer, UpstreamMetrics.NONE);
    }

    /** @param traffic notified of each retry */
    public RetryPolicy(HttpConfig config, ScheduledExecutorService timer, UpstreamMetrics traffic) {
        this(config, timer, traffic, () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * @param random numbers from 0 to 1
     */
    public RetryPolicy(HttpConfig config, ScheduledExecutorService timer, DoubleSupplier random) {
        this(config, timer, UpstreamMetrics.NONE, random);
    }

    private RetryPolicy(
            HttpConfig config, ScheduledExecutorService timer, UpstreamMetrics traffic, DoubleSupplier random) {
        this.config = config;
        this.timer = timer;
        this.traffic = traffic;
        this.random = random;
    }

    /**
     * The same request, tried up to the configured number of times while its {@code Problem} is retryable; fails with the last
     * one.
     *
     * @param request must send anew for each subscription
     * @param notices receives each wait that the archive caused by reporting that it is busy
     */
    public <T> Uni<T> with(Uni<T> request, UpstreamListener notices) {
        return with(request, notices, config.attempts());
    }

    /** The same with another maximum number of attempts. */
    public <T> Uni<T> with(Uni<T> request, UpstreamListener notices, int attempts) {
        return Uni.createFrom().deferred(() -> {
            var failedTries = new AtomicInteger();
            return request.onFailure(RetryPolicy::retryable).retry().when(failures -> failures.onItem()
                    .transformToUniAndConcatenate(
                            failure -> again((Problem) failure, failedTries.incrementAndGet(), attempts, notices)));
        });
    }

    /**
     * The pause before the next attempt: the archive's Retry-After, else the first pause doubled from attempt to attempt, less up
     * to half of it so that many clients do not return at once; never more than the longest. A 429 or 503 with a Retry-After gets
     * twice as many attempts.
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

    /** An archive that sends a Retry-After is working. */
    private static boolean isTold(Problem problem) {
        return problem.retryAfter().isPresent() && isBusy(problem);
    }

    private static boolean isBusy(Problem problem) {
        return BUSY.contains(problem.members().getOrDefault("upstreamStatus", 0));
    }

    /** Reports a pause that the archive caused by reporting that it is busy; no other pause. */
    public void tell(Problem problem, Duration pause, UpstreamListener notices) {
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

    private Uni<Problem> again(Problem problem, int failedTries, int attempts, UpstreamListener notices) {
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
