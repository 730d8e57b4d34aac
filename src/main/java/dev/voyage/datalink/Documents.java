package dev.voyage.datalink;

import dev.voyage.http.Answer;
import dev.voyage.http.Ask;
import dev.voyage.http.Http;
import dev.voyage.http.Leash;
import dev.voyage.http.Notices;
import dev.voyage.http.Patience;
import dev.voyage.http.Urls;
import dev.voyage.http.Watched;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import dev.voyage.votable.ErrorDocument;
import dev.voyage.votable.VotableEvent;
import dev.voyage.votable.VotableReader;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Sends for {links} documents and reads them, with patience. */
final class Documents {

    private static final String VOTABLE = "application/x-votable+xml;content=datalink, application/x-votable+xml;q=0.9,"
            + " text/xml;q=0.8, */*;q=0.5";
    private static final int LONGEST_ERROR = 1 << 16;
    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    private final Http http;
    private final Patience patience;
    private final VotableReader reader;
    private final Notices notices;

    Documents(Http http, Patience patience, VotableReader reader, Notices notices) {
        this.http = http;
        this.patience = patience;
        this.reader = reader;
        this.notices = notices;
    }

    /**
     * What is made of the answer, of which the head says success; patient. Statuses that will not
     * change are REFUSED. Cancelling hangs up at any moment.
     */
    <T> Multi<T> answer(Ask ask, Function<Uni<Answer>, Multi<T>> made) {
        return Watched.multi(
                "lookup",
                ask.uri(),
                notices,
                part -> Leash.multi(http, leash -> made.apply(patience.with(send(leash, ask.by(part)), part))));
    }

    Multi<VotableEvent> read(Answer answer) {
        return reader.read(answer.body());
    }

    /** All links of a document about one observation; patient with its body too. */
    Uni<List<Link>> all(Ask ask, String observation) {
        return Watched.uni(
                "lookup",
                ask.uri(),
                notices,
                part -> Leash.uni(http, leash -> all(leash, ask.by(part), observation, part)));
    }

    private Uni<List<Link>> all(Http leash, Ask ask, String observation, Notices part) {
        Uni<List<Link>> once = send(leash, ask).onItem().transformToUni(answer -> {
            var reading = Answering.behind(observation).from(answer.uri());
            return read(answer).invoke(reading::take).onItem().ignoreAsUni().map(end -> reading.linksOf(observation));
        });
        return patience.with(once.onFailure(Problem.class).transform(at(ask)), part)
                .onFailure(Problem.class)
                .recoverWithUni(failure -> fault(failure)
                        .map(f -> Uni.createFrom().item(List.<Link>of(f)))
                        .orElse(Uni.createFrom().failure(failure)));
    }

    /**
     * The fault that a refusal of the whole document tells in DataLink's words (DataLink 1.1, 2.4).
     */
    static Optional<Link.Fault> fault(Problem problem) {
        return problem.kind() == Kind.REFUSED ? Link.Fault.in(problem.detail()) : Optional.empty();
    }

    /** Whether to wait and try once more, and then after that pause. */
    Optional<Duration> pauseAfter(Problem problem, int failedTries) {
        Optional<Duration> pause = problem.retryable() ? patience.pauseAfter(problem, failedTries) : Optional.empty();
        pause.ifPresent(p -> notices.throttled(problem.upstream().orElse(""), problem.detail(), Optional.of(p)));
        return pause;
    }

    void degraded(Ask ask, String detail) {
        notices.degraded(Urls.authority(ask.uri()), detail);
    }

    static Function<Problem, Problem> at(Ask ask) {
        return problem -> problem.upstream().isPresent() ? problem : problem.at(Urls.authority(ask.uri()));
    }

    private Uni<Answer> send(Http leash, Ask ask) {
        return leash.send(ask.header("Accept", VOTABLE)
                        .header("Accept-Encoding", "gzip")
                        .by(notices))
                .onItem()
                .transformToUni(answer -> accepted(ask, answer));
    }

    private Uni<Answer> accepted(Ask ask, Answer answer) {
        int status = answer.status();
        if (status / 100 == 2) {
            return Uni.createFrom().item(answer);
        }
        boolean never = status == 501 || status == 505 || (status < 500 && !LATER.contains(status));
        return answer.bytes(LONGEST_ERROR)
                .onFailure(Problem.class)
                .recoverWithItem(new byte[0])
                .onItem()
                .transformToUni(this::words)
                .onItem()
                .transformToUni(words -> answer.successful()
                        .onFailure(Problem.class)
                        .transform(failure -> said(never ? refused(ask, status) : failure, words)));
    }

    private static Problem refused(Ask ask, int status) {
        return Problem.of(Kind.REFUSED, "the DataLink service answers " + ask.method() + " by " + status)
                .at(Urls.authority(ask.uri()))
                .with("upstreamStatus", status);
    }

    private static Problem said(Problem problem, Optional<String> words) {
        return words.map(problem::saying).orElse(problem);
    }

    /** What an error's body says: a VOTable's status, or a fault in plain text (DALI 1.1, 4.2). */
    private Uni<Optional<String>> words(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (Link.Fault.in(text).isPresent() && !text.startsWith("<")) {
            return Uni.createFrom().item(Optional.of(Quoted.of(text)));
        }
        return ErrorDocument.problemIn(body, reader).map(said -> said.map(Problem::detail));
    }
}
