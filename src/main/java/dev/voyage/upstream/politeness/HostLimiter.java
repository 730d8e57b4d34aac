package dev.voyage.upstream.politeness;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Lets requests through to each host, limited in concurrency and spaced in time; fewer and slower if the host has trouble, none
 * if it only fails. All searches share these limits and take turns: one with thousands of queued requests does not delay another.
 * Hosts without requests are forgotten, those with trouble later.
 */
public final class HostLimiter implements HostShares {

    /** Calls back once, after about this number of nanoseconds, on any thread. */
    @FunctionalInterface
    public interface Alarm {
        void after(long nanos, Runnable wakeUp);
    }

    private final HostLimits limits;
    private final LongSupplier nanoClock;
    private final Alarm alarm;
    private final HostTable hosts;
    private Runnable needed; // null where this process has all permits

    public HostLimiter(HostLimits limits, CircuitBreakerConfig rest, LongSupplier nanoClock, Alarm alarm) {
        this.limits = limits;
        this.nanoClock = nanoClock;
        this.alarm = alarm;
        this.hosts = new HostTable(limits, rest);
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
            long now = nanoClock.getAsLong();
            HostState host = hosts.enter(name, now);
            host.refusal(now).ifPresent(problem -> {
                hosts.putAway(host, now);
                throw problem;
            });
            if (host.waiting() >= limits.waiting()) {
                throw Problem.of(ProblemType.TOO_MANY, limits.waiting() + " requests already wait for " + name)
                        .at(name);
            }
            host.enter(ticket, now);
        }
        letThrough(name);
        return ticket;
    }

    @Override
    public synchronized void share(Runnable receiver) {
        needed = receiver;
        hosts.share();
    }

    @Override
    public synchronized List<HostNeed> needs() {
        return hosts.needs(nanoClock.getAsLong());
    }

    @Override
    public synchronized int reduce(String name, int permits) {
        hosts.reduce(name, permits);
        return underWay(name);
    }

    @Override
    public void grant(String name, int permits, long deadlineNanos) {
        synchronized (this) {
            hosts.grant(name, permits, deadlineNanos, nanoClock.getAsLong());
        }
        letThrough(name);
    }

    @Override
    public synchronized Map<String, Duration> pauses() {
        return hosts.pauses(nanoClock.getAsLong());
    }

    @Override
    public void pause(String name, Duration rest) {
        synchronized (this) {
            long now = nanoClock.getAsLong();
            hosts.enter(name, now).notBefore(now + rest.toNanos());
        }
        letThrough(name);
    }

    /** Requests in progress at one host. */
    public synchronized int underWay(String name) {
        HostState host = hosts.busy(name);
        return host == null ? 0 : host.underWay();
    }

    /** The number of requests that could start at once without making another one wait. */
    public synchronized int spare(String name) {
        HostState host = hosts.known(name);
        if (host == null) {
            return needed == null ? limits.connections() : 0;
        }
        return host.spare(nanoClock.getAsLong());
    }

    /** The number of hosts with requests waiting or in progress. */
    public synchronized int hosts() {
        return hosts.size();
    }

    /** The number of idle hosts with a state that is still kept. */
    public synchronized long kept() {
        return hosts.kept();
    }

    /** Hosts that rest now, with the remaining time. */
    public synchronized Map<String, Duration> resting() {
        return hosts.resting(nanoClock.getAsLong());
    }

    /** The current limits of a host. */
    public synchronized AimdLimit pace(String name) {
        HostState host = hosts.known(name);
        return host == null ? new AimdLimit(limits, nanoClock.getAsLong()) : host.pace();
    }

    private void letThrough(String name) {
        List<Ticket> next = new ArrayList<>();
        long pause;
        Runnable lacking;
        synchronized (this) {
            HostState host = hosts.busy(name);
            if (host == null) {
                return;
            }
            long now = nanoClock.getAsLong();
            while (host.canStart(now)) {
                next.add(host.start(now));
            }
            pause = host.pause(now);
            if (pause == 0) {
                hosts.putAway(host, now);
            }
            host.alarmed |= pause > 0;
            lacking = host.needsMore() ? needed : null;
        }
        if (lacking != null) {
            lacking.run();
        }
        if (pause > 0) {
            alarm.after(pause, () -> wake(name));
        }
        next.forEach(ticket -> ticket.granted.run());
    }

    private void wake(String name) {
        synchronized (this) {
            HostState host = hosts.known(name);
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

        /**
         * The request is sent now.
         *
         * @throws Problem {@code UNAVAILABLE} if this process stood still since the request started, and its permits have ended
         */
        public void sent() {
            synchronized (HostLimiter.this) {
                if (left || slot < 0) {
                    return;
                }
                long now = nanoClock.getAsLong();
                hosts.busy(name).sent(this, now);
                if (!hosts.busy(name).holdsPermits(now)) {
                    throw Problem.of(ProblemType.UNAVAILABLE, "this replica has lost its permits for " + name)
                            .at(name);
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
                HostState host = hosts.busy(name);
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
                hosts.busy(name).leave(this);
            }
            letThrough(name);
        }
    }
}
