package dev.voyage.watch;

import java.util.HashSet;
import java.util.Set;

/** Names of hosts as labels: the first so many by name, all others together, for a label must not grow without a bound. */
final class Hosts {

    static final int MOST = 50;
    static final String OTHER = "other";

    private final Set<String> named = new HashSet<>();

    synchronized String label(String host) {
        if (named.contains(host)) {
            return host;
        } else if (named.size() == MOST) {
            return OTHER;
        }
        named.add(host);
        return host;
    }
}
