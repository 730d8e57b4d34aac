package dev.voyage.upstream.robots;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.RetryPolicy;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.politeness.AnswerLimit;
import dev.voyage.upstream.rest.RestCall;
import dev.voyage.upstream.uri.Urls;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends only requests that the host's robots.txt allows, which is read once a day for each host; the first request, and all that
 * arrive while it is being read, wait for it. If there is none, or it cannot be read, everything is allowed. A robots.txt that is
 * being read is read to its end, even when its requester has cancelled: the next one needs it. Redirects are followed wherever
 * they lead.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9309">RFC 9309</a>
 */
public final class RobotsHttp implements Http {

    private static final Duration KEPT = Duration.ofHours(24);

    /** A robots.txt that could not be read may be available soon. */
    private static final Duration KEPT_WITHOUT = Duration.ofMinutes(1);

    private static final Duration LONGEST_HEAD = Duration.ofSeconds(10);
    private static final Duration LONGEST_READ = Duration.ofSeconds(30);
    private static final int TRIES = 2;
    private static final int MOST_HOSTS = 1000;

    private final Http http;
    private final RobotsClient client;
    private final RetryPolicy patience;
    private final Clock clock;
    private final Cache<String, Known> hosts = Caffeine.newBuilder()
            .maximumSize(MOST_HOSTS)
            .executor(Runnable::run)
            .build();

    /**
     * @param http the wrapped client
     * @param client reads robots.txt
     */
    public RobotsHttp(Http http, RobotsClient client, RetryPolicy patience, Clock clock) {
        this.http = http;
        this.client = client;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * As {@link Http#send} of the wrapped client.
     *
     * @return also fails with {@code REFUSED} when robots.txt forbids it; then no request was sent
     */
    @Override
    public Uni<UpstreamResponse> send(UpstreamRequest ask) {
        return allowed(ask, http::send);
    }

    @Override
    public Uni<UpstreamResponse> ask(UpstreamRequest ask) {
        return allowed(ask, http::ask);
    }

    @Override
    public int spare(URI uri) {
        return http.spare(uri);
    }

    private Uni<UpstreamResponse> allowed(UpstreamRequest ask, Function<UpstreamRequest, Uni<UpstreamResponse>> way) {
        return Uni.createFrom().deferred(() -> {
            if (ask.uri().getHost() == null) {
                return way.apply(ask); // the next layer refuses it
            }
            Known known = known(ask.uri());
            return known.rules != null // no operator in between: cancelling goes straight to the request
                    ? go(ask, known.rules, way)
                    : known.turn
                            .with(ask.party().turns(), known.reading)
                            .onItem()
                            .transformToUni(rules -> go(ask, rules, way));
        });
    }

    private static Uni<UpstreamResponse> go(
            UpstreamRequest ask, RobotRules rules, Function<UpstreamRequest, Uni<UpstreamResponse>> way) {
        return rules.forbidding(Urls.target(ask.uri()))
                .map(rule -> Uni.createFrom().<UpstreamResponse>failure(forbidden(ask.uri(), rule)))
                .orElseGet(() -> way.apply(ask));
    }

    private static Problem forbidden(URI uri, RobotRule rule) {
        String host = Urls.authority(uri);
        String detail = host + " asks programs to keep away from " + QuotedText.of(Urls.target(uri))
                + ": its robots.txt says " + QuotedText.of(rule.line())
                + " (voyage.http.robots=false does not read it)";
        return Problem.of(ProblemType.REFUSED, detail).at(host);
    }

    private Known known(URI uri) {
        String origin = uri.getScheme().toLowerCase(Locale.ROOT) + "://" + Urls.authority(uri);
        return hosts.asMap()
                .compute(origin, (key, known) -> known == null || known.isOver() ? new Known(origin) : known);
    }

    long hosts() {
        hosts.cleanUp();
        return hosts.estimatedSize();
    }

    /** One host's rules, available once they are read. */
    private final class Known {

        private final SharedTurn turn = new SharedTurn();
        private final Uni<RobotRules> reading;
        private volatile Instant until = Instant.MAX;
        private volatile RobotRules rules;

        Known(String origin) {
            URI base = URI.create(origin);
            Uni<Optional<RobotRules>> once = new AnswerLimit(LONGEST_READ)
                    .of(
                            Urls.authority(base),
                            RequestContext.NONE.inTurn(turn),
                            it -> RobotsFile.read(
                                    RestCall.stream(it, LONGEST_HEAD, call -> client.robotsTxt(base, call))));
            reading = patience.with(once, RequestContext.NONE, TRIES)
                    .onFailure(Problem.class)
                    .recoverWithItem(Optional.empty())
                    .onItem()
                    .transform(this::keep)
                    .onFailure()
                    .invoke(bug -> until = Instant.MIN)
                    .memoize()
                    .indefinitely();
        }

        boolean isOver() {
            return !clock.instant().isBefore(until);
        }

        private RobotRules keep(Optional<RobotRules> found) {
            until = clock.instant().plus(found.isPresent() ? KEPT : KEPT_WITHOUT);
            rules = found.orElse(RobotRules.NONE);
            return rules;
        }
    }
}
