package dev.voyage.http;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Lets requests through to each host a few at a time and spaced in time; fewer and slower where the
 * host has trouble, none where it only fails. All searches go through the same gate and take turns:
 * one with thousands of requests in line does not keep another waiting. Hosts nobody asks any more are forgotten, those in trouble later.
 */
final class HostGate {

    private static final long KEPT_NANOS = Duration.ofMinutes(10).toNanos();
    private static final int MOST_KEPT = 1000;

    /** Calls back once, after about so many nanoseconds, on any thread. */
    @FunctionalInterface
    interface Alarm {
        void after(long nanos, Runnable wakeUp);
    }

    private final HostLimits limits;
    private final HostRest rest;
    private final LongSupplier nanoClock;
    private final Alarm alarm;
    private final Map<String, HostLine> hosts = new HashMap<>();
    // nobody asks them now; what is known of their troubles is kept for a while, without timers
    private final Map<String, HostLine> kept = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, HostLine> eldest) {
            return size() > MOST_KEPT;
        }
    };

    HostGate(HostLimits limits, HostRest rest, LongSupplier nanoClock, Alarm alarm) {
        this.limits = limits;
        this.rest = rest;
        this.nanoClock = nanoClock;
        this.alarm = alarm;
    }

    /**
     * Stands in line. One of the two is told, once, on any thread, unless the ticket left before.
     *
     * @param party who stands there; parties take turns
     * @param granted it is our turn
     * @param refused the host has turned out to be dead
     * @return to be left when done, or to stop waiting
     * @throws Problem {@code TOO_MANY} when the line is full, {@code UNAVAILABLE} while the host
     *     rests
     */
    Ticket enter(String name, String party, Runnable granted, Consumer<Problem> refused) {
        var ticket = new Ticket(name, party, granted, refused);
        synchronized (this) {
            HostLine host = host(name);
            host.refusal(nanoClock.getAsLong()).ifPresent(problem -> {
                putAway(host);
                throw problem;
            });
            if (host.waiting() >= limits.waiting()) {
                throw Problem.of(Kind.TOO_MANY, limits.waiting() + " requests already wait for " + name)
                        .at(name);
            }
            host.enter(ticket);
        }
        letThrough(name);
        return ticket;
    }

    /** Requests under way at one host. */
    synchronized int underWay(String name) {
        HostLine host = hosts.get(name);
        return host == null ? 0 : host.underWay();
    }

    /** Hosts that are being asked. */
    synchronized int hosts() {
        return hosts.size();
    }

    /** Hosts that are not, and have not been forgotten. */
    synchronized int kept() {
        return kept.size();
    }

    /** Hosts that are left alone now, and for how long yet. */
    synchronized Map<String, Duration> resting() {
        long now = nanoClock.getAsLong();
        Map<String, Duration> resting = new HashMap<>();
        for (Map<String, HostLine> some : List.of(hosts, kept)) {
            some.forEach((name, host) ->
                    host.refusal(now).flatMap(Problem::retryAfter).ifPresent(left -> resting.put(name, left)));
        }
        return resting;
    }

    /** How a host is being asked now. */
    synchronized Pace pace(String name) {
        HostLine host = hosts.getOrDefault(name, kept.get(name));
        return host == null ? new Pace(limits, nanoClock.getAsLong()) : host.pace();
    }

    private HostLine host(String name) {
        HostLine back = kept.remove(name);
        if (back != null && nanoClock.getAsLong() - back.keptUntil() < 0) {
            hosts.put(name, back);
        }
        return hosts.computeIfAbsent(name, it -> new HostLine(it, limits, rest, nanoClock.getAsLong()));
    }

    private void putAway(HostLine host) {
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
            HostLine host = hosts.get(name);
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
            HostLine host = hosts.getOrDefault(name, kept.get(name));
            if (host != null) {
                host.alarmed = false;
            }
        }
        letThrough(name);
    }

    /** A place in line, then a permit. */
    final class Ticket {

        private final String name;
        private final Runnable granted;
        private final Consumer<Problem> refused;
        private boolean left;

        /** Guarded by the gate, but for the party; the line's own. */
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

        /** Which of the host's permits it has: a number below the limit, nobody else's until left. */
        int slot() {
            synchronized (HostGate.this) {
                return slot;
            }
        }

        /** The request leaves now. */
        void sent() {
            synchronized (HostGate.this) {
                if (!left && slot >= 0) {
                    hosts.get(name).sent(this, nanoClock.getAsLong());
                }
            }
        }

        /**
         * What came of the request; to be told at most once, before it is left.
         *
         * @return whether the host is left alone from now on
         */
        boolean heard(Heard what) {
            List<Ticket> turnedAway = List.of();
            Problem why = null;
            synchronized (HostGate.this) {
                HostLine host = hosts.get(name);
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

        /** Gives the permit back, or leaves the line. Idempotent. */
        void leave() {
            synchronized (HostGate.this) {
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
