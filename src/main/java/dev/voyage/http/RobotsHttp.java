package dev.voyage.http;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks only what the host's robots.txt allows, which is read once a day for each host; who asks
 * first, and whoever comes meanwhile, waits for it. Where there is none, or none can be had, all is
 * allowed. A robots.txt that is being read is read to its end, even when who asked has given up:
 * the next one needs it. Redirects are followed wherever they lead.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9309">RFC 9309</a>
 */
public final class RobotsHttp implements Http {

    private static final Duration KEPT = Duration.ofHours(24);

    /** What was not to be had may be there soon. */
    private static final Duration KEPT_WITHOUT = Duration.ofMinutes(1);

    private static final Duration LONGEST_HEAD = Duration.ofSeconds(10);
    private static final Duration LONGEST_READ = Duration.ofSeconds(30);
    private static final int TRIES = 2;
    private static final int MOST_HOSTS = 1000;

    private final Http http;
    private final Patience patience;
    private final Clock clock;
    private final Map<String, Known> hosts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST_HOSTS;
        }
    };

    public RobotsHttp(Http http, Patience patience, Clock clock) {
        this.http = http;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * As {@link Http#send} of the one behind it.
     *
     * @return also fails with {@code REFUSED} when robots.txt forbids it; then nothing was asked
     */
    @Override
    public Uni<Answer> send(Ask ask) {
        return allowed(ask, http::send);
    }

    @Override
    public Uni<Answer> ask(Ask ask) {
        return allowed(ask, http::ask);
    }

    private Uni<Answer> allowed(Ask ask, Function<Ask, Uni<Answer>> way) {
        return Uni.createFrom().deferred(() -> {
            if (ask.uri().getHost() == null) {
                return way.apply(ask); // refuses it
            }
            Known known = known(ask.uri());
            return known.rules != null // no operator between: cancelling goes straight to the request
                    ? go(ask, known.rules, way)
                    : known.reading.onItem().transformToUni(rules -> go(ask, rules, way));
        });
    }

    private static Uni<Answer> go(Ask ask, RobotRules rules, Function<Ask, Uni<Answer>> way) {
        return rules.forbidding(Urls.target(ask.uri()))
                .map(rule -> Uni.createFrom().<Answer>failure(forbidden(ask.uri(), rule)))
                .orElseGet(() -> way.apply(ask));
    }

    private static Problem forbidden(URI uri, RobotRule rule) {
        String host = Urls.authority(uri);
        String detail = host + " asks programs to keep away from " + Quoted.of(Urls.target(uri))
                + ": its robots.txt says " + Quoted.of(rule.line())
                + " (voyage.http.robots=false does not read it)";
        return Problem.of(Kind.REFUSED, detail).at(host);
    }

    private Known known(URI uri) {
        String origin = uri.getScheme().toLowerCase(Locale.ROOT) + "://" + Urls.authority(uri);
        synchronized (hosts) {
            Known known = hosts.get(origin);
            if (known == null || !clock.instant().isBefore(known.until)) {
                known = new Known(origin);
                hosts.put(origin, known);
            }
            return known;
        }
    }

    int hosts() {
        synchronized (hosts) {
            return hosts.size();
        }
    }

    /** One host's rules, once they are known. */
    private final class Known {

        private final Uni<RobotRules> reading;
        private volatile Instant until = Instant.MAX;
        private volatile RobotRules rules;

        Known(String origin) {
            Ask ask = Ask.get(URI.create(origin + "/robots.txt")).patience(LONGEST_HEAD);
            Uni<Optional<RobotRules>> once = Uni.createFrom()
                    .deferred(() -> http.send(ask).onItem().transformToUni(RobotsFile::read))
                    .ifNoItem()
                    .after(LONGEST_READ)
                    .failWith(() -> Problem.of(Kind.UNAVAILABLE, "robots.txt takes too long"));
            reading = patience.with(once, Notices.NONE, TRIES)
                    .onFailure(Problem.class)
                    .recoverWithItem(Optional.empty())
                    .onItem()
                    .transform(this::keep)
                    .onFailure()
                    .invoke(bug -> until = Instant.MIN)
                    .memoize()
                    .indefinitely();
        }

        private RobotRules keep(Optional<RobotRules> found) {
            until = clock.instant().plus(found.isPresent() ? KEPT : KEPT_WITHOUT);
            rules = found.orElse(RobotRules.NONE);
            return rules;
        }
    }
}
