package dev.voyage.http;

import dev.voyage.problem.Problem;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** One host: who waits, who is under way, and how it does. Guarded by the gate. */
final class HostLine {

    private final String name;
    private final Pace pace;
    private final Breaker breaker;
    private final Rounds<HostGate.Ticket> waiting = new Rounds<>();
    private final BitSet slots = new BitSet();
    private int underWay;
    private long keptUntil;

    /** Somebody will look again by time. */
    boolean alarmed;

    HostLine(String name, HostLimits limits, HostRest rest, long now) {
        this.name = name;
        pace = new Pace(limits, now);
        breaker = new Breaker(rest);
    }

    String name() {
        return name;
    }

    Pace pace() {
        return pace;
    }

    int waiting() {
        return waiting.size();
    }

    int underWay() {
        return underWay;
    }

    boolean isIdle() {
        return waiting.isEmpty() && underWay == 0;
    }

    /** Nothing is known of it that a host never asked would not have. */
    boolean isWell() {
        return pace.isFull() && breaker.isCalm();
    }

    /** Until then, or until its pause is over. */
    void keep(long time) {
        keptUntil = pace.nextStart() - time > 0 ? pace.nextStart() : time;
    }

    long keptUntil() {
        return keptUntil;
    }

    void enter(HostGate.Ticket ticket) {
        waiting.add(ticket.party, ticket);
    }

    Optional<Problem> refusal(long now) {
        return breaker.refusal(name, now);
    }

    boolean canStart(long now) {
        return hasRoom(now) && !waiting.isEmpty() && now - pace.nextStart() >= 0;
    }

    HostGate.Ticket start(long now) {
        HostGate.Ticket first = waiting.next();
        underWay++;
        first.slot = slots.nextClearBit(0);
        slots.set(first.slot);
        first.cuts = pace.start(now);
        first.startedAt = now;
        breaker.started(first);
        return first;
    }

    void sent(HostGate.Ticket ticket, long now) {
        pace.sent(ticket.startedAt, now);
    }

    /** @return whether the host has to rest now */
    boolean heard(HostGate.Ticket ticket, Heard what, long now) {
        if (what.trouble()) {
            pace.trouble(ticket.cuts, underWay, now);
        } else {
            pace.success(ticket.cuts, now);
        }
        what.pause().ifPresent(asked -> pace.notBefore(now + asked.toNanos()));
        if (!what.failed()) {
            breaker.alive();
        }
        return what.failed() && breaker.failed(ticket, now);
    }

    /** All who wait, who do so no more. */
    List<HostGate.Ticket> turnAway() {
        List<HostGate.Ticket> all = waiting.inTurn();
        waiting.clear();
        return all;
    }

    void leave(HostGate.Ticket ticket) {
        if (ticket.slot >= 0) {
            underWay--;
            slots.clear(ticket.slot);
            breaker.left(ticket);
        } else {
            waiting.remove(ticket.party, ticket);
        }
    }

    /** Until when to look again: 0 when nobody asks it any more, negative for not by time. */
    long pause(long now) {
        boolean byTime = isIdle() || (!waiting.isEmpty() && hasRoom(now));
        if (!byTime || alarmed) {
            return -1;
        }
        long left = pace.nextStart() - now;
        return isIdle() ? (isWell() ? Math.max(0, left) : 0) : Math.max(1, left);
    }

    private boolean hasRoom(long now) {
        return underWay < pace.atOnce() && breaker.lets(now);
    }
}
