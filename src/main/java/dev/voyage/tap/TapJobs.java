package dev.voyage.tap;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.votable.ErrorDocument;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Runs queries as jobs: creates a job, starts it, waits for its end, reads its result, and deletes it, also if it fails
 * or nobody waits any more.
 *
 * @see <a href="https://www.ivoa.net/documents/UWS/">UWS 1.1</a>
 */
final class TapJobs {

    /** Seconds that a service of UWS 1.1 may hold back an answer until the phase changes. */
    private static final int WAIT = 30;

    /** The longest time for a job whose service states no limit, and for any other. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration FAREWELL = Duration.ofSeconds(10);
    private static final int LONGEST_DOCUMENT = 1 << 20;

    /** With three decimals: some services read no whole seconds. */
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final TapExchange exchange;
    private final LongSupplier nanos;
    private final Clock clock;

    /**
     * @param nanos a clock for pauses, in nanoseconds
     * @param clock for the destruction time of jobs
     */
    TapJobs(TapExchange exchange, LongSupplier nanos, Clock clock) {
        this.exchange = exchange;
        this.nanos = nanos;
        this.clock = clock;
    }

    /**
     * The result of a query.
     *
     * @param creation the request to the list of jobs
     * @param read the result, to its end; called again if it breaks off
     * @return fails with {@code UNAVAILABLE} when the job is aborted, vanishes or takes longer than its service or an hour
     *     allows; with {@code REFUSED} and the service's words when it ends with an error
     */
    <T> Uni<T> result(UpstreamRequest creation, RequestContext notices, Function<UpstreamResponse, Uni<T>> read) {
        return exchange.answered(creation, notices, answer -> created(creation, answer))
                .chain(job -> ended(job, notices)
                        .chain(() -> exchange.answered(
                                TapForm.accepting(UpstreamRequest.get(below(job, "/results/result")), notices),
                                notices,
                                read))
                        .onFailure(Problem.class)
                        .transform(TapJobs::named)
                        .onTermination()
                        .call(() -> deleted(job, notices)));
    }

    /**
     * As {@link #result}, for a result that is read on demand.
     *
     * @param read receives the address of the result
     */
    <T> Multi<T> rows(UpstreamRequest creation, RequestContext notices, Function<URI, Multi<T>> read) {
        return exchange.answered(creation, notices, answer -> created(creation, answer))
                .onItem()
                .transformToMulti(job -> ended(job, notices)
                        .onItem()
                        .transformToMulti(completed -> read.apply(below(job, "/results/result")))
                        .onFailure(Problem.class)
                        .transform(failure -> named((Problem) failure))
                        .onTermination()
                        .call(() -> deleted(job, notices)));
    }

    /** The list of jobs redirects to the new one (UWS 1.1, 2.2.3.1). */
    private static Uni<URI> created(UpstreamRequest creation, UpstreamResponse answer) {
        URI job = URI.create(answer.uri().toString().replaceFirst("[?#].*", "").replaceFirst("/+$", ""));
        if (job.equals(creation.uri())) {
            answer.discard();
            throw Problem.of(ProblemType.MALFORMED, "the TAP service created no job for the query");
        }
        return ignored(answer).replaceWith(job);
    }

    /** Completes when the job has a result. */
    private Uni<Void> ended(URI job, RequestContext notices) {
        long began = nanos.getAsLong();
        return limited(job, notices)
                .chain(() -> run(job, notices))
                .chain(first -> ended(job, first, new WaitState(began, 0, false), notices));
    }

    /**
     * The state of waiting for a job.
     *
     * @param began nanoseconds
     * @param polls so far
     * @param restarted whether it was requested to run again, as some services put jobs on hold
     */
    private record WaitState(long began, int polls, boolean restarted) {}

    private Uni<Void> ended(URI job, TapJob now, WaitState wait, RequestContext notices) {
        if (now.isCompleted()) {
            return Uni.createFrom().voidItem();
        }
        if (!now.isAlive()) {
            return failed(job, now, notices);
        }
        Duration most = now.duration()
                .filter(stated -> stated.compareTo(LONGEST) < 0)
                .orElse(LONGEST)
                .plusSeconds(2L * WAIT);
        if (nanos.getAsLong() - wait.began() > most.toNanos()) {
            return Uni.createFrom().failure(() -> unavailable("has not ended within " + most.toSeconds() + " seconds"));
        }
        if (now.isWaiting() && !wait.restarted() && wait.polls() > 0) {
            return run(job, notices)
                    .chain(next -> ended(job, next, new WaitState(wait.began(), wait.polls() + 1, true), notices));
        }
        long asked = nanos.getAsLong();
        URI patient = URI.create(job + "?WAIT=" + WAIT + (now.isWaiting() ? "" : "&PHASE=" + now.phase()));
        UpstreamRequest poll = UpstreamRequest.get(patient).patience(Duration.ofSeconds(2L * WAIT));
        return document(poll, notices).chain(next -> {
            boolean held = nanos.getAsLong() - asked > LONGEST_PAUSE.toNanos();
            var later = new WaitState(wait.began(), wait.polls() + 1, wait.restarted());
            Uni<Void> pause = held || !next.isAlive()
                    ? Uni.createFrom().voidItem()
                    : Uni.createFrom().voidItem().onItem().delayIt().by(pause(wait.polls()));
            return pause.chain(() -> ended(job, next, later, notices));
        });
    }

    /** Longer from time to time: services of UWS 1.0 do not hold back their answers. */
    private static Duration pause(int polls) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(polls, 10));
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    /** The service deletes the job later if this program cannot, since it was killed. Some services do not allow that. */
    private Uni<Void> limited(URI job, RequestContext notices) {
        String time = TIMESTAMP.format(clock.instant().plus(LONGEST).plus(LONGEST));
        UpstreamRequest ask = UpstreamRequest.post(below(job, "/destruction"), List.of(Map.entry("DESTRUCTION", time)))
                .patience(FAREWELL)
                .by(notices);
        return exchange.once(ask, TapJobs::ignored).onFailure(Problem.class).recoverWithNull();
    }

    private static Uni<Void> ignored(UpstreamResponse answer) {
        answer.discard();
        return Uni.createFrom().voidItem();
    }

    private Uni<TapJob> run(URI job, RequestContext notices) {
        return document(UpstreamRequest.post(below(job, "/phase"), List.of(Map.entry("PHASE", "RUN"))), notices);
    }

    private Uni<TapJob> document(UpstreamRequest ask, RequestContext notices) {
        return exchange.answered(
                ask.header("Accept", "text/xml, application/xml;q=0.9").by(notices),
                notices,
                answer -> answer.bytes(LONGEST_DOCUMENT).map(TapJob::read));
    }

    /** The reason in the error document of the job, else in its own document (UWS 1.1, 2.2.2.2; TAP 1.1, 3.3). */
    private Uni<Void> failed(URI job, TapJob ended, RequestContext notices) {
        if (!ended.phase().equals("ERROR")) {
            return Uni.createFrom().failure(() -> unavailable("ended in the phase " + ended.phase()));
        }
        UpstreamRequest ask = TapForm.accepting(UpstreamRequest.get(below(job, "/error")), notices);
        return exchange.once(ask, answer -> answer.bytes(LONGEST_DOCUMENT))
                .chain(document -> ErrorDocument.problemIn(document, exchange.reader()))
                .onFailure(Problem.class)
                .recoverWithItem(
                        why -> Optional.of(why).filter(words -> ended.message().isEmpty()))
                .chain(said -> Uni.createFrom()
                        .failure(() -> Problem.of(
                                ProblemType.REFUSED,
                                said.map(Problem::detail)
                                        .orElse("the TAP job ended with an error: "
                                                + QuotedText.of(ended.message())))));
    }

    /** A failure to delete it is none of the query: the service deletes it at its destruction time. */
    private Uni<Void> deleted(URI job, RequestContext notices) {
        UpstreamRequest ask = new UpstreamRequest("DELETE", job, Map.of(), null, FAREWELL, notices.fairnessKey());
        return exchange.once(ask, TapJobs::ignored).onFailure(Problem.class).recoverWithNull();
    }

    /** A job that is not there any more was destroyed by its service, and may be created again. */
    private static Problem named(Problem problem) {
        Object status = problem.members().get("upstreamStatus");
        boolean vanished =
                Integer.valueOf(404).equals(status) || Integer.valueOf(410).equals(status);
        return vanished ? unavailable("is not there any more: " + problem.detail()) : problem;
    }

    private static Problem unavailable(String why) {
        return Problem.of(ProblemType.UNAVAILABLE, "the TAP job " + why);
    }

    private static URI below(URI job, String path) {
        return URI.create(job + path);
    }
}
