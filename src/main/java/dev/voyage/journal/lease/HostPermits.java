package dev.voyage.journal.lease;

import dev.voyage.journal.lease.PermitRows.Holding;
import dev.voyage.upstream.politeness.HostShares;
import dev.voyage.upstream.politeness.HostShares.HostNeed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Divides the permits for each host among the replicas that have requests for it. One thread with a connection of its own
 * exchanges the permits of all hosts in one transaction, twice a second while there are requests, and when a host gets more
 * requests than before. A request needs no round trip while its replica holds a permit.
 *
 * <p>A replica that needs fewer permits, or has more than its share, first starts no further requests, and returns the permits as
 * its requests end. One that cannot renew its permits starts no requests once their deadline has passed, which is before other
 * replicas get them.
 */
public final class HostPermits implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(HostPermits.class);

    private static final Duration EXCHANGE = Duration.ofMillis(500);
    private static final Duration SHORTEST = Duration.ofMillis(20);
    private static final Duration LONGEST_RETURN = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofSeconds(2);

    private final HostShares hosts;
    private final int connections;
    private final Runnable expire;
    private final PermitRows rows;
    private final Duration life;
    private final LeaseConnection connection;
    private final RepeatedTask exchanging;
    private long exchangedAt = System.nanoTime() - SHORTEST.toNanos(); // of the exchanging thread only
    private final CountDownLatch returned = new CountDownLatch(1);
    private volatile boolean started;
    private volatile boolean closing;
    private volatile int held;

    /**
     * @param connections most requests at once to one host, from all replicas together
     * @param expire gives up all expired leases; called before permits are renewed
     */
    HostPermits(ReplicaIdentity replica, HostShares hosts, int connections, Runnable expire) {
        this.hosts = hosts;
        this.connections = connections;
        this.expire = expire;
        // longer than the lease of a search: its requests end with that lease, which may be the younger one
        this.rows = new PermitRows(replica.id(), replica.length().plus(replica.renewal()));
        this.life = replica.life();
        this.connection = new LeaseConnection(replica.own());
        this.exchanging = new RepeatedTask("voyage-permits", this::next);
    }

    void start() {
        hosts.share(exchanging::now);
        started = true;
        exchanging.start();
    }

    /** The number of permits that this replica holds, of all hosts together. */
    public int held() {
        return held;
    }

    private Duration next() {
        if (closing) {
            return giveBack();
        }
        long early = exchangedAt + SHORTEST.toNanos() - System.nanoTime();
        if (early > 0) {
            return Duration.ofNanos(early);
        }
        expire.run();
        Collection<HostNeed> needs = hosts.needs();
        if (needs.isEmpty()) {
            held = 0;
            return IDLE;
        }
        try {
            exchange(needs);
        } catch (SQLException unreachable) {
            LOG.debugf("permits not renewed hosts=%d reason=%s", needs.size(), unreachable.getMessage());
        }
        exchangedAt = System.nanoTime();
        return EXCHANGE;
    }

    /** Agrees on the permits with the other replicas now. */
    void exchange(Collection<HostNeed> needs) throws SQLException {
        List<String> names = needs.stream().map(HostNeed::host).sorted().toList();
        long begun = System.nanoTime(); // before the database can have set their end
        Map<String, Duration> pauses = new HashMap<>();
        Map<String, Integer> granted = connection.run(open -> {
            open.setAutoCommit(false);
            rows.lock(open, names);
            long turn = PermitRows.turn(open);
            Map<String, List<Holding>> others =
                    rows.others(open, names).stream().collect(Collectors.groupingBy(Holding::host));
            Map<String, Integer> mine = new HashMap<>();
            for (HostNeed need : needs) {
                mine.put(need.host(), agree(open, need, others.getOrDefault(need.host(), List.of()), turn));
            }
            Map<String, Duration> ours = hosts.pauses();
            for (String host : names) { // in this order, and locked: no circle of replicas that wait
                if (ours.containsKey(host)) {
                    PermitRows.pause(open, host, ours.get(host));
                }
            }
            pauses.putAll(PermitRows.pauses(open, names));
            open.commit();
            return mine;
        });
        pauses.forEach(hosts::pause);
        granted.forEach((host, permits) -> hosts.grant(host, permits, begun + life.toNanos()));
        held = granted.values().stream().mapToInt(Integer::intValue).sum();
    }

    private int agree(Connection open, HostNeed need, List<Holding> others, long turn) throws SQLException {
        SortedMap<String, Integer> wanted = new TreeMap<>();
        others.forEach(other -> wanted.put(other.replica(), other.wanted()));
        wanted.put(rows.replica(), need.wanted());
        int free = connections - others.stream().mapToInt(Holding::permits).sum();
        int permits = Math.max(0, Math.min(free, part(rows.replica(), wanted, connections, turn)));
        int underWay = hosts.reduce(need.host(), permits);
        rows.put(open, need.host(), Math.max(permits, underWay), need.wanted());
        return permits;
    }

    /**
     * The part of one replica: each gets one permit after the other, until it has those that it wants or none is left. The first one
     * changes with the turn, so that no replica goes without for long if there are fewer permits than replicas.
     */
    static int part(String replica, SortedMap<String, Integer> wanted, int permits, long turn) {
        List<String> order = new ArrayList<>(wanted.keySet());
        Collections.rotate(order, -Math.floorMod(turn, order.size()));
        int left = permits;
        int part = 0;
        for (int round = 1; left > 0; round++) {
            int before = left;
            for (String one : order) {
                if (left > 0 && wanted.get(one) >= round) {
                    left--;
                    part += one.equals(replica) ? 1 : 0;
                }
            }
            if (left == before) {
                break; // all have those that they want
            }
        }
        return part;
    }

    /**
     * Returns the permits without requests in progress; the time until the next try, short while there are others. Those left at the
     * end expire.
     */
    Duration giveBack() {
        Collection<HostNeed> needs = hosts.needs();
        int left = 0;
        try {
            left = connection.run(open -> {
                open.setAutoCommit(false);
                int underWay = 0;
                for (HostNeed need : needs) {
                    int busy = hosts.reduce(need.host(), 0);
                    rows.put(open, need.host(), busy, 0);
                    underWay += busy;
                }
                open.commit();
                return underWay;
            });
        } catch (SQLException unreachable) {
            LOG.debugf("permits not returned hosts=%d reason=%s", needs.size(), unreachable.getMessage());
        }
        if (left > 0) {
            return SHORTEST;
        }
        returned.countDown();
        return IDLE;
    }

    /** Returns the permits. Blocking, for a moment. */
    @Override
    public void close() {
        closing = true;
        exchanging.now();
        try {
            if (started && !returned.await(LONGEST_RETURN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("permits not returned in time");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        exchanging.close();
        connection.close();
    }
}
