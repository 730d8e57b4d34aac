package dev.voyage.access;

import dev.voyage.problem.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** So many at once for each client, and so many for all. */
public final class Permits {

    private final String what;
    private final String perClientSetting;
    private final int perClient;
    private final String inAllSetting;
    private final int inAll;
    private final Map<String, Integer> held = new HashMap<>();
    private int all;

    /**
     * @param what is limited, in the plural, for sentences
     * @param setting the limit's name, and that of the limit for one client behind {@code -per-client}
     */
    public Permits(String what, String setting, int inAll, int perClient) {
        this.what = what;
        this.inAllSetting = setting;
        this.inAll = inAll;
        this.perClientSetting = setting + "-per-client";
        this.perClient = perClient;
    }

    /**
     * @return gives it back; only the first call counts
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

    /** How many are taken now. */
    public synchronized int taken() {
        return all;
    }
}
