package dev.voyage.auth;

import dev.voyage.problem.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Limits concurrent operations, per client and in total. */
public final class ConcurrencyLimit {

    private final String what;
    private final String perClientSetting;
    private final int perClient;
    private final String inAllSetting;
    private final int inAll;
    private final Map<String, Integer> held = new HashMap<>();
    private int all;

    /**
     * @param what the limited resource, in the plural, for sentences
     * @param setting the name of the total limit; the limit per client has the suffix {@code -per-client}
     */
    public ConcurrencyLimit(String what, String setting, int inAll, int perClient) {
        this.what = what;
        this.inAllSetting = setting;
        this.inAll = inAll;
        this.perClientSetting = setting + "-per-client";
        this.perClient = perClient;
    }

    /**
     * @return releases the permit; only the first call counts
     * @throws Problem {@code TOO_MANY} naming the limit
     */
    public synchronized Runnable take(String client) {
        int now = held.getOrDefault(client, 0);
        if (now >= perClient) {
            throw Problem.limit("you have " + now + " " + what + " open already", perClientSetting);
        }
        if (all >= inAll) {
            throw Problem.limit(all + " " + what + " are open already", inAllSetting);
        }
        held.put(client, now + 1);
        all++;
        var returned = new AtomicBoolean();
        return () -> {
            if (returned.compareAndSet(false, true)) {
                giveBack(client);
            }
        };
    }

    private synchronized void giveBack(String client) {
        all--;
        held.computeIfPresent(client, (same, count) -> count == 1 ? null : count - 1);
    }

    /** The number of permits in use now. */
    public synchronized int taken() {
        return all;
    }
}
