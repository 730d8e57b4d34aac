package dev.voyage.resolve;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.upstream.MirrorFailover;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.rest.RestCall;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Sesame and its mirrors, queried in order until one gives a readable answer, positive or negative. */
final class SesameMirrors {

    private static final int LONGEST_DOCUMENT = 1 << 20;

    private final SesameClient client;
    private final Duration timeout;
    private final MirrorFailover mirrors;
    private final Clock clock;

    SesameMirrors(SesameClient client, Duration timeout, List<URI> bases, Clock clock) {
        this.client = client;
        this.timeout = timeout;
        this.mirrors = new MirrorFailover(bases, timeout);
        this.clock = clock;
    }

    /** Fails with {@code UNAVAILABLE}, naming each host, when no mirror gives one. */
    Uni<Resolution> ask(TargetName name, RequestContext notices) {
        return mirrors.first(
                        base -> mirrors.inTime(base, notices, it -> one(name.askedAt(base), it)),
                        failures -> nobodyAnswers(name, failures))
                .map(answer -> new Resolution(answer.value(), tried(answer), answer.earlier(), clock.instant()));
    }

    private Uni<Optional<SesameMatch>> one(URI query, RequestContext notices) {
        return RestCall.whole(notices, timeout, LONGEST_DOCUMENT, call -> client.resolve(query, call))
                .map(SesameDocument::read);
    }

    private static List<String> tried(MirrorFailover.Answer<?> answer) {
        return Stream.concat(hosts(answer.earlier()), Stream.of(answer.host())).toList();
    }

    private static Stream<String> hosts(List<MirrorFailover.Failure> failures) {
        return failures.stream().map(MirrorFailover.Failure::host);
    }

    private static Problem nobodyAnswers(TargetName name, List<MirrorFailover.Failure> failures) {
        return Problem.of(
                        ProblemType.UNAVAILABLE,
                        "no resolver answers for " + QuotedText.of(name.text()) + ": " + MirrorFailover.join(failures))
                .with("tried", hosts(failures).toList());
    }
}
