package dev.voyage.observability;

import java.util.HashSet;
import java.util.Set;

/**
 * Host names as labels: the first hosts up to a limit get their own label, all others share one, since the number of
 * labels must be bounded.
 */
final class HostLabels {

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
