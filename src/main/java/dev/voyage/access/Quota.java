package dev.voyage.access;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How many searches each client has going. Those that have ended are noticed when the client asks for another; what
 * was going before this process began is not counted.
 */
public final class Quota {

    private static final String SETTING = "voyage.limits.searches-per-client";
    private static final int MOST_CLIENTS = 1000;

    private final int most;
    private final Predicate<String> goesOn;
    private final Map<String, Set<String>> going = new HashMap<>();
    private final Map<String, Integer> beginning = new HashMap<>();

    /**
     * @param goesOn whether a search runs or waits
     */
    public Quota(int most, Predicate<String> goesOn) {
        this.most = most;
        this.goesOn = goesOn;
    }

    /**
     * Makes room for one more; {@link #begun} or {@link #failed} must follow.
     *
     * @throws dev.voyage.problem.Problem {@code TOO_MANY} naming the limit
     */
    public synchronized void begin(String client) {
        Set<String> ids = going.getOrDefault(client, Set.of());
        int now = ids.size() + beginning.getOrDefault(client, 0);
        if (now >= most) {
            forgetEnded();
            now = going.getOrDefault(client, Set.of()).size() + beginning.getOrDefault(client, 0);
        }
        if (now >= most) {
            throw Permits.refused("you have " + now + " searches going already", SETTING);
        }
        beginning.merge(client, 1, Integer::sum);
    }

    public synchronized void begun(String client, String search) {
        failed(client);
        going.computeIfAbsent(client, first -> new HashSet<>()).add(search);
        if (going.size() > MOST_CLIENTS) {
            forgetEnded();
        }
    }

    public synchronized void failed(String client) {
        beginning.computeIfPresent(client, (same, count) -> count == 1 ? null : count - 1);
    }

    private void forgetEnded() {
        going.values().forEach(ids -> ids.removeIf(goesOn.negate()));
        going.values().removeIf(Set::isEmpty);
    }
}
