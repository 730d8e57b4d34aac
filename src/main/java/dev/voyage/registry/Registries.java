package dev.voyage.registry;

import dev.voyage.http.Answer;
import dev.voyage.http.Ask;
import dev.voyage.http.Http;
import dev.voyage.http.Notices;
import dev.voyage.http.Urls;
import dev.voyage.http.Watched;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.votable.Row;
import dev.voyage.votable.VotableEvent;
import dev.voyage.votable.VotableReader;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** RegTAP services, asked in order until one gives a readable answer; that one is believed. */
final class Registries {

    private static final int MOST_ROWS = 5000;

    private final Http http;
    private final VotableReader reader;
    private final Duration timeout;
    private final List<URI> bases;

    Registries(Http http, VotableReader reader, Duration timeout, List<URI> bases) {
        this.http = http;
        this.reader = reader;
        this.timeout = timeout;
        this.bases = List.copyOf(bases);
    }

    /** The rows, and the host they are from. */
    record Told(String host, List<Row> rows) {}

    List<String> hosts() {
        return bases.stream().map(Urls::authority).toList();
    }

    /** Fails with {@code UNAVAILABLE}, naming each host, when none answers. */
    Uni<Told> ask(String adql, Notices notices) {
        return Uni.createFrom().deferred(() -> next(adql, 0, List.of(), notices));
    }

    private Uni<Told> next(String adql, int index, List<String> complaints, Notices notices) {
        if (index == bases.size()) {
            return Uni.createFrom()
                    .failure(() ->
                            Problem.of(Kind.UNAVAILABLE, "no registry answers: " + String.join("; ", complaints)));
        }
        URI base = bases.get(index);
        String host = Urls.authority(base);
        return Watched.uni("registry", base, notices, part -> one(base, host, adql, part))
                .onFailure(Problem.class)
                .recoverWithUni(problem -> {
                    notices.degraded(host, problem.getMessage());
                    var more = new ArrayList<>(complaints);
                    more.add(host + ": " + problem.getMessage());
                    return next(adql, index + 1, more, notices);
                });
    }

    private Uni<Told> one(URI base, String host, String adql, Notices notices) {
        URI sync = URI.create(base.toString().replaceFirst("/+$", "") + "/sync");
        var form = List.of(
                Map.entry("REQUEST", "doQuery"),
                Map.entry("LANG", "ADQL"),
                Map.entry("MAXREC", String.valueOf(MOST_ROWS)),
                Map.entry("QUERY", adql));
        return http.ask(Ask.post(sync, form).patience(timeout).by(notices))
                .chain(this::rows)
                .map(rows -> new Told(host, rows))
                .ifNoItem()
                .after(timeout)
                .failWith(() -> Problem.of(
                                Kind.UNAVAILABLE, host + " has not answered in " + timeout.toMillis() / 1000.0 + " s")
                        .at(host));
    }

    /** To the end of the document: an error may stand behind the rows, and a cut one is none. */
    private Uni<List<Row>> rows(Answer answer) {
        return reader.read(answer.body())
                .filter(VotableEvent.RowRead.class::isInstance)
                .map(event -> ((VotableEvent.RowRead) event).row())
                .select()
                .first(MOST_ROWS)
                .collect()
                .asList();
    }
}
