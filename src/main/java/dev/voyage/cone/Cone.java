package dev.voyage.cone;

import dev.voyage.http.Answer;
import dev.voyage.http.Ask;
import dev.voyage.http.Http;
import dev.voyage.http.Leash;
import dev.voyage.http.Notices;
import dev.voyage.http.Patience;
import dev.voyage.http.Urls;
import dev.voyage.http.Watched;
import dev.voyage.problem.Problem;
import dev.voyage.votable.ErrorDocument;
import dev.voyage.votable.VotableReader;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;

/** Asks Simple Cone Search services. */
public final class Cone {

    private static final String VOTABLE = "application/x-votable+xml, text/xml;q=0.9, application/xml;q=0.8, */*;q=0.5";
    private static final int LONGEST_ERROR = 1 << 16;

    private final Http http;
    private final Patience patience;
    private final VotableReader reader;
    private final long maxRows;

    /**
     * @param maxRows observations of one search; what comes after them is an {@code Overflow}
     */
    public Cone(Http http, Patience patience, VotableReader reader, long maxRows) {
        if (maxRows < 1) {
            throw new IllegalArgumentException("maxRows must be at least 1: " + maxRows);
        }
        this.http = http;
        this.patience = patience;
        this.reader = reader;
        this.maxRows = maxRows;
    }

    /**
     * One cone search: {@code Started}, then the rows as they are parsed, in the order of the
     * document, then its end; services and overflow where they stand in it. Reads from the socket
     * only what is asked for; cancelling hangs up.
     *
     * <p>Tried again, patiently, while the service does not answer or breaks off; what was told
     * before is not told twice, rows being matched by observation id. Beyond the limit of rows an
     * {@code Overflow} is told and the connection is closed.
     *
     * @return fails with {@code REFUSED} and the service's own words where it says what it does not
     *     like (with any HTTP status), {@code MALFORMED} where the answer is no VOTable or has no
     *     table, {@code UNAVAILABLE} or {@code CORRUPT} when patience has run out
     * @see <a href="https://www.ivoa.net/documents/latest/ConeSearch.html">Simple Cone Search 1.03,
     *     2</a>
     */
    public Multi<ConeEvent> search(ConeQuery query, Notices notices) {
        return Multi.createFrom()
                .deferred(() -> Watched.multi(
                        "cone",
                        query.endpoint(),
                        notices,
                        part -> ask(query, new Reading(query.centre(), maxRows), 0, part)));
    }

    private Multi<ConeEvent> ask(ConeQuery query, Reading reading, int failedTries, Notices notices) {
        Ask ask = Ask.get(query.toUri())
                .header("Accept", VOTABLE)
                .header("Accept-Encoding", "gzip")
                .by(notices);
        return Leash.multi(
                http, leash -> patience.with(leash.send(ask).onItem().transformToUni(this::accepted), notices)
                        .onItem()
                        .transformToMulti(answer -> rows(answer, reading, notices)
                                .onFailure(Problem.class)
                                .recoverWithMulti(failure ->
                                        again((Problem) failure, query, reading, failedTries + 1, notices))));
    }

    private Multi<ConeEvent> rows(Answer answer, Reading reading, Notices notices) {
        String host = Urls.authority(answer.uri());
        return reader.read(answer.body())
                .select()
                .first(event -> !reading.isFull())
                .map(reading::take)
                .select()
                .where(Optional::isPresent)
                .map(Optional::get)
                .onCompletion()
                .invoke(() -> reading.refusals().ifPresent(counted -> notices.degraded(host, counted)))
                .onFailure(Problem.class)
                .transform(failure -> ((Problem) failure).at(host));
    }

    private Multi<ConeEvent> again(
            Problem problem, ConeQuery query, Reading reading, int failedTries, Notices notices) {
        Optional<Duration> pause = problem.retryable() ? patience.pauseAfter(problem, failedTries) : Optional.empty();
        if (pause.isEmpty()) {
            return Multi.createFrom().failure(problem);
        }
        notices.degraded(
                Urls.authority(query.endpoint()),
                "the answer broke off after " + reading.rows() + " rows and is asked for again: " + problem.detail());
        reading.again();
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(pause.get().plusMillis(1)) // a delay of nothing is refused
                .onItem()
                .transformToMulti(nothing -> ask(query, reading, failedTries, notices));
    }

    /**
     * The answer if its status says success, else the problem, in the service's words if it can.
     */
    private Uni<Answer> accepted(Answer answer) {
        if (answer.status() / 100 == 2) {
            return Uni.createFrom().item(answer);
        }
        return answer.bytes(LONGEST_ERROR)
                .onFailure(Problem.class)
                .recoverWithItem(new byte[0])
                .onItem()
                .transformToUni(body -> ErrorDocument.problemIn(body, reader))
                .onItem()
                .transformToUni(
                        said -> answer.successful().onFailure(Problem.class).transform(failure -> said.map(
                                        p -> failure.saying(p.detail()))
                                .orElse(failure)));
    }
}
