package dev.voyage.search;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** One cone search as earlier lives of the search left it: what rows of it were told, and how it ended. */
final class KnownCone {

    /** Of which nothing was told. */
    static final KnownCone NONE = new KnownCone();

    private final Set<String> notSelected = new HashSet<>();
    private final Set<String> repeated = new HashSet<>();
    private long rows;
    private long selected;
    private boolean searched;
    private Map<String, Object> problem;

    void row(String observation, boolean isSelected, boolean isRepeated) {
        rows++;
        if (isRepeated) {
            repeated.add(observation);
        } else if (!isSelected) {
            notSelected.add(observation);
        }
        selected += isSelected ? 1 : 0;
    }

    /** Read to its end: there are no other observations. */
    void searched() {
        searched = true;
        notSelected.clear(); // whatever was not told by now is not told any more
        repeated.clear();
    }

    void failed(Map<String, Object> why) {
        problem = why;
    }

    boolean isSearched() {
        return searched;
    }

    boolean isFailed() {
        return problem != null;
    }

    /** Why it failed; null where it did not. */
    Map<String, Object> problem() {
        return problem;
    }

    boolean isNotSelected(String observation) {
        return notSelected.contains(observation);
    }

    /** Whether it told, as selected, an observation that was another's already. */
    boolean isRepeated(String observation) {
        return repeated.contains(observation);
    }

    long rows() {
        return rows;
    }

    /** Rows for which the condition held, the repeated ones too. */
    long selected() {
        return selected;
    }
}
