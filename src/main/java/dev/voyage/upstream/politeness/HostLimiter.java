package dev.voyage.upstream.politeness;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Lets requests through to each host, limited in concurrency and spaced in time; fewer and slower if the host has trouble, none
 * if it only fails. All searches share these limits and take turns: one with thousands of queued requests does not delay another.
 * Hosts without requests are forgotten, those with trouble later.
 */
public final class HostLimiter {

    private static final long KEPT_NANOS = Duration.ofMinutes(10).toNanos();
    private static final int MOST_KEPT = 1000;

    /** Calls back once, after about this number of nanoseconds, on any thread. */
    @FunctionalInterface
    public interface Alarm {
        void after(long nanos, Runnable wakeUp);
    }

    private final HostLimits limits;
    private final CircuitBreakerConfig rest;
    private final LongSupplier nanoClock;
    private final Alarm alarm;
    private final Map<String, HostState> hosts = new HashMap<>();
    // hosts without requests; the state of those with trouble is kept for a while, without timers
    private final Cache<String, HostState> kept =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).executor(Runnable::run).build();

    public HostLimiter(HostLimits limits, CircuitBreakerConfig rest, LongSupplier nanoClock, Alarm alarm) {
        this.limits = limits;
        this.rest = rest;
        this.nanoClock = nanoClock;
        this.alarm = alarm;
    }

    /**
     * Joins the queue. One of the two callbacks is called, once, on any thread, unless the ticket left before.
     *
     * @param party the party that waits; parties take turns
     * @param granted called when the request may start
     * @param refused called when the host has turned out to be dead
     * @return to be left when done, or to stop waiting
     * @throws Problem {@code TOO_MANY} when the queue is full, {@code UNAVAILABLE} while the host rests
     */
    public Ticket enter(String name, String party, Runnable granted, Consumer<Problem> refused) {
        var ticket = new Ticket(name, party, granted, refused);
        synchronized (this) {
            HostState host = host(name);
            host.refusal(nanoClock.getAsLong()).ifPresent(problem -> {
                putAway(host);
                throw problem;
            });
            if (host.waiting() >= limits.waiting()) {
                throw Problem.of(ProblemType.TOO_MANY, limits.waiting() + " requests already wait for " + name)
                        .at(name);
            }
            host.enter(ticket);
        }
        letThrough(name);
        return ticket;
    }

    /** Requests in progress at one host. */
    public synchronized int underWay(String name) {
        HostState host = hosts.get(name);
        return host == null ? 0 : host.underWay();
    }

    /** The number of requests that could start at once without making another one wait. */
    public synchronized int spare(String name) {
        HostState host = hosts.getOrDefault(name, kept.getIfPresent(name));
        return host == null ? limits.connections() : host.spare(nanoClock.getAsLong());
    }

    /** The number of hosts with requests waiting or in progress. */
    public synchronized int hosts() {
        return hosts.size();
    }

    /** The number of idle hosts with a state that is still kept. */
    public synchronized long kept() {
        kept.cleanUp();
        return kept.estimatedSize();
    }

    /** Hosts that rest now, with the remaining time. */
    public synchronized Map<String, Duration> resting() {
        long now = nanoClock.getAsLong();
        Map<String, Duration> resting = new HashMap<>();
        for (Map<String, HostState> some : List.of(hosts, kept.asMap())) {
            some.forEach((name, host) ->
                    host.refusal(now).flatMap(Problem::retryAfter).ifPresent(left -> resting.put(name, left)));
        }
        return resting;
    }

    /** The current limits of a host. */
    public synchronized AimdLimit pace(String name) {
        HostState host = hosts.getOrDefault(name, kept.getIfPresent(name));
        return host == null ? new AimdLimit(limits, nanoClock.getAsLong()) : host.pace();
    }

    private HostState host(String name) {
        HostState back = kept.asMap().remove(name);
        if (back != null && nanoClock.getAsLong() - back.keptUntil() < 0) {
            hosts.put(name, back);
        }
        return hosts.computeIfAbsent(name, it -> new HostState(it, limits, rest, nanoClock.getAsLong()));
    }

    private void putAway(HostState host) {
        if (host.isIdle()) {
            hosts.remove(host.name());
            if (!host.isWell()) {
                host.keep(nanoClock.getAsLong() + KEPT_NANOS);
                kept.put(host.name(), host);
            }
        }
    }

    private void letThrough(String name) {
        List<Ticket> next = new ArrayList<>();
        long pause;
        synchronized (this) {
            HostState host = hosts.get(name);
            if (host == null) {
                return;
            }
            long now = nanoClock.getAsLong();
            while (host.canStart(now)) {
                next.add(host.start(now));
            }
            pause = host.pause(now);
            if (pause == 0) {
                putAway(host);
            }
            host.alarmed |= pause > 0;
        }
        if (pause > 0) {
            alarm.after(pause, () -> wake(name));
        }
        next.forEach(ticket -> ticket.granted.run());
    }

    private void wake(String name) {
        synchronized (this) {
            HostState host = hosts.getOrDefault(name, kept.getIfPresent(name));
            if (host != null) {
                host.alarmed = false;
            }
        }
        letThrough(name);
    }

    /** A place in the queue, then a permit. */
    public final class Ticket {

        private final String name;
        private final Runnable granted;
        private final Consumer<Problem> refused;
        private boolean left;

        /** Immutable; the other fields of this block are guarded by the limiter. */
        final String party;

        long cuts;

        long startedAt;
        int slot = -1;

        private Ticket(String name, String party, Runnable granted, Consumer<Problem> refused) {
            this.name = name;
            this.party = party;
            this.granted = granted;
            this.refused = refused;
        }

        /** The number of its permit at this host: below the limit, and no other ticket's until this one has left. */
        public int slot() {
            synchronized (HostLimiter.this) {
                return slot;
            }
        }

        /** The request is sent now. */
        public void sent() {
            synchronized (HostLimiter.this) {
                if (!left && slot >= 0) {
                    hosts.get(name).sent(this, nanoClock.getAsLong());
                }
            }
        }

        /**
         * Records the outcome of the request; to be called at most once, before it is left.
         *
         * @return whether the host rests from now on
         */
        public boolean heard(RequestOutcome what) {
            List<Ticket> turnedAway = List.of();
            Problem why = null;
            synchronized (HostLimiter.this) {
                HostState host = hosts.get(name);
                if (left || slot < 0) {
                    return false;
                }
                long now = nanoClock.getAsLong();
                if (host.heard(this, what, now)) {
                    turnedAway = host.turnAway();
                    turnedAway.forEach(ticket -> ticket.left = true);
                    why = host.refusal(now).orElseThrow();
                }
            }
            for (Ticket ticket : turnedAway) {
                ticket.refused.accept(why);
            }
            letThrough(name);
            return why != null;
        }

        /** Returns the permit, or leaves the queue. Idempotent. */
        public void leave() {
            synchronized (HostLimiter.this) {
                if (left) {
                    return;
                }
                left = true;
                hosts.get(name).leave(this);
            }
            letThrough(name);
        }
    }
}
