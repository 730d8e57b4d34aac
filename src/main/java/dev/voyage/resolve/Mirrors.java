package dev.voyage.resolve;

import dev.voyage.http.Answer;
import dev.voyage.http.Ask;
import dev.voyage.http.Http;
import dev.voyage.http.Notices;
import dev.voyage.http.Urls;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sesame and its mirrors, asked in order until one gives a readable answer, yes or no. */
final class Mirrors {

    private static final int LONGEST_DOCUMENT = 1 << 20;

    private final Http http;
    private final Duration timeout;
    private final List<URI> bases;
    private final Clock clock;

    Mirrors(Http http, Duration timeout, List<URI> bases, Clock clock) {
        this.http = http;
        this.timeout = timeout;
        this.bases = List.copyOf(bases);
        this.clock = clock;
    }

    /** Fails with {@code UNAVAILABLE}, naming each host, when none gives one. */
    Uni<Asked> ask(TargetName name, Notices notices) {
        return Uni.createFrom().deferred(() -> next(name, 0, List.of(), notices));
    }

    private Uni<Asked> next(TargetName name, int index, List<Asked.Complaint> complaints, Notices notices) {
        if (index == bases.size()) {
            return Uni.createFrom().failure(() -> nobodyAnswers(name, complaints));
        }
        String host = Urls.authority(bases.get(index));
        return one(Ask.get(name.askedAt(bases.get(index))).by(notices), host)
                .map(answered -> new Asked(answered, tried(index), complaints, clock.instant()))
                .onFailure(Problem.class)
                .recoverWithUni(problem -> {
                    var more = new ArrayList<>(complaints);
                    more.add(new Asked.Complaint(host, problem.getMessage()));
                    return next(name, index + 1, List.copyOf(more), notices);
                });
    }

    private Uni<Optional<Answered>> one(Ask ask, String host) {
        return http.ask(ask.patience(timeout))
                .chain(Mirrors::document)
                .ifNoItem()
                .after(timeout)
                .failWith(() -> Problem.of(
                                Kind.UNAVAILABLE, host + " has not answered in " + timeout.toMillis() / 1000.0 + " s")
                        .at(host));
    }

    private static Uni<Optional<Answered>> document(Answer answer) {
        return answer.bytes(LONGEST_DOCUMENT).map(SesameDocument::read);
    }

    private List<String> tried(int last) {
        return bases.stream().limit(last + 1L).map(Urls::authority).toList();
    }

    private static Problem nobodyAnswers(TargetName name, List<Asked.Complaint> complaints) {
        String each = complaints.stream()
                .map(complaint -> complaint.host() + ": " + complaint.detail())
                .collect(Collectors.joining("; "));
        return Problem.of(Kind.UNAVAILABLE, "no resolver answers for " + Quoted.of(name.text()) + ": " + each)
                .with("tried", complaints.stream().map(Asked.Complaint::host).toList());
    }
}
