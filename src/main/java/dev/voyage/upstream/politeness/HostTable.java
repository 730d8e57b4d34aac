package dev.voyage.upstream.politeness;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.voyage.problem.Problem;
import dev.voyage.upstream.politeness.HostShares.HostNeed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The hosts with requests, those whose trouble is remembered, and the shares of their permits. Guarded by the limiter. */
final class HostTable {

    private static final long KEPT_NANOS = Duration.ofMinutes(10).toNanos();
    private static final int MOST_KEPT = 1000;

    private final HostLimits limits;
    private final CircuitBreakerConfig rest;
    private final Map<String, HostState> hosts = new HashMap<>();
    private Map<String, HostShare> shares; // null where this process has all permits
    // hosts without requests; the state of those with trouble is kept for a while, without timers
    private final Cache<String, HostState> kept =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).executor(Runnable::run).build();

    HostTable(HostLimits limits, CircuitBreakerConfig rest) {
        this.limits = limits;
        this.rest = rest;
    }

    /** A host that gets a request now; with {@link #putAway} it is removed again. */
    HostState enter(String name, long now) {
        HostState back = kept.asMap().remove(name);
        if (back != null && now - back.keptUntil() < 0) {
            hosts.put(name, back);
        }
        HostState host = hosts.computeIfAbsent(name, it -> new HostState(it, limits, rest, now));
        if (shares != null) {
            host.share(shares.computeIfAbsent(name, it -> new HostShare(now)));
        }
        return host;
    }

    /** Null if it has no requests. */
    HostState busy(String name) {
        return hosts.get(name);
    }

    /** Null if nothing is known about it. */
    HostState known(String name) {
        return hosts.getOrDefault(name, kept.getIfPresent(name));
    }

    void putAway(HostState host, long now) {
        if (host.isIdle()) {
            hosts.remove(host.name());
            if (!host.isWell()) {
                host.keep(now + KEPT_NANOS);
                kept.put(host.name(), host);
            }
        }
    }

    int size() {
        return hosts.size();
    }

    long kept() {
        kept.cleanUp();
        return kept.estimatedSize();
    }

    Map<String, Duration> resting(long now) {
        Map<String, Duration> resting = new HashMap<>();
        each((name, host) -> host.refusal(now).flatMap(Problem::retryAfter).ifPresent(left -> resting.put(name, left)));
        return resting;
    }

    Map<String, Duration> pauses(long now) {
        Map<String, Duration> pauses = new HashMap<>();
        each((name, host) -> {
            if (host.pauseNanos(now) > 0) {
                pauses.put(name, Duration.ofNanos(host.pauseNanos(now)));
            }
        });
        return pauses;
    }

    private void each(BiConsumer<String, HostState> action) {
        hosts.forEach(action);
        kept.asMap().forEach(action);
    }

    void share() {
        shares = new HashMap<>();
    }

    List<HostNeed> needs(long now) {
        List<HostNeed> needs = new ArrayList<>();
        shares.forEach((name, share) -> {
            HostState host = hosts.get(name);
            int requests = host == null ? 0 : host.underWay() + host.waiting();
            share.report(Math.min(limits.connections(), share.needed(requests, now)));
            needs.add(new HostNeed(name, share.reported()));
        });
        return needs;
    }

    void reduce(String name, int permits) {
        if (shares.containsKey(name)) {
            shares.get(name).reduce(permits);
        }
    }

    /** No effect for a host that needs none any more. */
    void grant(String name, int permits, long deadline, long now) {
        HostShare share = shares.get(name);
        if (share != null) {
            share.grant(permits, deadline);
            if (permits == 0 && !hosts.containsKey(name) && share.needed(0, now) == 0) {
                shares.remove(name);
            }
        }
    }
}
