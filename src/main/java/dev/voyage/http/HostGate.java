package dev.voyage.http;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets requests through to each host a few at a time and spaced in time, first come, first served.
 * All searches go through the same gate. Hosts nobody asks any more are forgotten.
 */
final class HostGate {

    /** Calls back once, after about so many nanoseconds, on any thread. */
    @FunctionalInterface
    interface Alarm {
        void after(long nanos, Runnable wakeUp);
    }

    private final HostLimits limits;
    private final LongSupplier nanoClock;
    private final Alarm alarm;
    private final long spacingNanos;
    private final Map<String, Host> hosts = new HashMap<>();

    HostGate(HostLimits limits, LongSupplier nanoClock, Alarm alarm) {
        this.limits = limits;
        this.nanoClock = nanoClock;
        this.alarm = alarm;
        this.spacingNanos = TimeUnit.SECONDS.toNanos(1) / limits.requestsPerSecond();
    }

    /**
     * Stands in line.
     *
     * @param granted runs once it is our turn, on any thread, unless the ticket left before
     * @return to be left when done, or to stop waiting
     * @throws Problem {@code TOO_MANY} when the line is full
     */
    Ticket enter(String name, Runnable granted) {
        var ticket = new Ticket(name, granted);
        synchronized (this) {
            Host host = hosts.computeIfAbsent(name, unknown -> new Host(nanoClock.getAsLong()));
            if (host.waiting.size() >= limits.waiting()) {
                throw Problem.of(Kind.TOO_MANY, limits.waiting() + " requests already wait for " + name)
                        .at(name);
            }
            host.waiting.add(ticket);
        }
        letThrough(name);
        return ticket;
    }

    /** Requests under way at one host. */
    synchronized int underWay(String name) {
        Host host = hosts.get(name);
        return host == null ? 0 : host.underWay;
    }

    /** Hosts not yet forgotten. */
    synchronized int hosts() {
        return hosts.size();
    }

    private void letThrough(String name) {
        List<Ticket> next = new ArrayList<>();
        long pause = -1;
        synchronized (this) {
            Host host = hosts.get(name);
            if (host == null) {
                return;
            }
            long now = nanoClock.getAsLong();
            while (host.canStart(now)) {
                next.add(host.start(now));
            }
            pause = host.pause(now);
            if (pause == 0) {
                hosts.remove(name);
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
            Host host = hosts.get(name);
            if (host != null) {
                host.alarmed = false;
            }
        }
        letThrough(name);
    }

    /** One host's line. Guarded by the gate. */
    private final class Host {

        private final Set<Ticket> waiting = new LinkedHashSet<>();
        private int underWay;
        private long nextStart;
        private boolean alarmed;

        Host(long now) {
            nextStart = now;
        }

        boolean canStart(long now) {
            return !waiting.isEmpty() && underWay < limits.connections() && now - nextStart >= 0;
        }

        Ticket start(long now) {
            Iterator<Ticket> line = waiting.iterator();
            Ticket first = line.next();
            line.remove();
            first.started = true;
            underWay++;
            // timers are late: at most one spacing is made up for
            nextStart = Math.max(nextStart, now - spacingNanos) + spacingNanos;
            return first;
        }

        /** Until when to look again: 0 when the host can be forgotten, negative for not by time. */
        long pause(long now) {
            boolean idle = waiting.isEmpty() && underWay == 0;
            boolean byTime = idle || (!waiting.isEmpty() && underWay < limits.connections());
            if (!byTime || alarmed) {
                return -1;
            }
            return idle ? Math.max(0, nextStart - now) : Math.max(1, nextStart - now);
        }
    }

    /** A place in line, then a permit. */
    final class Ticket {

        private final String name;
        private final Runnable granted;
        private boolean started;
        private boolean left;

        private Ticket(String name, Runnable granted) {
            this.name = name;
            this.granted = granted;
        }

        /** Gives the permit back, or leaves the line. Idempotent. */
        void leave() {
            synchronized (HostGate.this) {
                if (left) {
                    return;
                }
                left = true;
                Host host = hosts.get(name);
                if (started) {
                    host.underWay--;
                } else {
                    host.waiting.remove(this);
                }
            }
            letThrough(name);
        }
    }
}
