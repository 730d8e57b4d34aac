package dev.voyage.upstream.politeness;

import dev.voyage.problem.Problem;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** One host: its waiting and running requests, and its health. Guarded by the limiter. */
final class HostState {

    private final String name;
    private final AimdLimit pace;
    private final CircuitBreaker breaker;
    private final RoundRobinQueue<HostLimiter.Ticket> waiting = new RoundRobinQueue<>();
    private final BitSet slots = new BitSet();
    private final int connections;
    private HostShare share; // null where this process has all permits
    private int underWay;
    private long keptUntil;

    /** A timer is set to check again. */
    boolean alarmed;

    HostState(String name, HostLimits limits, CircuitBreakerConfig rest, long now) {
        this.name = name;
        connections = limits.connections();
        pace = new AimdLimit(limits, now);
        breaker = new CircuitBreaker(rest);
    }

    String name() {
        return name;
    }

    AimdLimit pace() {
        return pace;
    }

    int waiting() {
        return waiting.size();
    }

    int underWay() {
        return underWay;
    }

    int spare(long now) {
        boolean open = waiting.isEmpty() && breaker.lets(now) && now - pace.nextStart() >= 0;
        return open ? Math.max(0, Math.min(pace.atOnce(), permits(now)) - underWay) : 0;
    }

    private int permits(long now) {
        return share == null ? connections : Math.min(connections, share.permits(now));
    }

    /** Whether more requests could use permits than other processes know of. */
    boolean needsMore() {
        return share != null && Math.min(connections, waiting.size() + underWay) > share.reported();
    }

    /** Whether requests may still be sent with the permits that they started with. */
    boolean holdsPermits(long now) {
        return share == null || share.isValid(now);
    }

    void share(HostShare ours) {
        share = ours;
    }

    boolean isIdle() {
        return waiting.isEmpty() && underWay == 0;
    }

    /** Its state equals that of a new host. */
    boolean isWell() {
        return pace.isFull() && breaker.isCalm();
    }

    /** Kept until this time, or until the end of its pause. */
    void keep(long time) {
        keptUntil = pace.nextStart() - time > 0 ? pace.nextStart() : time;
    }

    long keptUntil() {
        return keptUntil;
    }

    void enter(HostLimiter.Ticket ticket, long now) {
        waiting.add(ticket.party, ticket);
        if (share != null) {
            share.needs(waiting.size() + underWay, now);
        }
    }

    /** Nanoseconds for which it gets no requests because it asked for that or kept failing. */
    long pauseNanos(long now) {
        return Math.max(0, Math.max(pace.pausedUntil(), breaker.restsUntil(now)) - now);
    }

    void notBefore(long time) {
        pace.notBefore(time);
    }

    Optional<Problem> refusal(long now) {
        return breaker.refusal(name, now);
    }

    boolean canStart(long now) {
        return hasRoom(now) && !waiting.isEmpty() && now - pace.nextStart() >= 0;
    }

    HostLimiter.Ticket start(long now) {
        HostLimiter.Ticket first = waiting.next();
        underWay++;
        first.slot = slots.nextClearBit(0);
        slots.set(first.slot);
        first.cuts = pace.start(now, permits(now) / (double) connections);
        first.startedAt = now;
        breaker.started(first);
        return first;
    }

    void sent(HostLimiter.Ticket ticket, long now) {
        pace.sent(ticket.startedAt, now);
    }

    /** @return whether the host must rest now */
    boolean heard(HostLimiter.Ticket ticket, RequestOutcome what, long now) {
        if (what.trouble()) {
            pace.trouble(ticket.cuts, underWay, now);
        } else {
            pace.success(ticket.cuts, now);
        }
        what.pause().ifPresent(asked -> pace.pause(now + asked.toNanos()));
        if (!what.failed()) {
            breaker.alive();
        }
        return what.failed() && breaker.failed(ticket, now);
    }

    /** Removes and returns all waiting tickets. */
    List<HostLimiter.Ticket> turnAway() {
        List<HostLimiter.Ticket> all = waiting.inTurn();
        waiting.clear();
        return all;
    }

    void leave(HostLimiter.Ticket ticket) {
        if (ticket.slot >= 0) {
            underWay--;
            slots.clear(ticket.slot);
            breaker.left(ticket);
        } else {
            waiting.remove(ticket.party, ticket);
        }
    }

    /** Nanoseconds until the next check: 0 if the host has no requests left, negative if no timer is needed. */
    long pause(long now) {
        boolean byTime = isIdle() || (!waiting.isEmpty() && hasRoom(now));
        if (!byTime || alarmed) {
            return -1;
        }
        long left = pace.nextStart() - now;
        return isIdle() ? (isWell() ? Math.max(0, left) : 0) : Math.max(1, left);
    }

    private boolean hasRoom(long now) {
        return underWay < Math.min(pace.atOnce(), permits(now)) && breaker.lets(now);
    }
}
