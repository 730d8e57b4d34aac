package dev.voyage.search;

import dev.voyage.problem.Problem;

/** What the searches of one client that run or wait take together, and may take at most. */
final class Allowance {

    private final int mostSearches;
    private final int mostTargets;
    private final long mostRows;
    private final long mostBytes;
    private int searches;
    private int targets;
    private long rows;
    private long bytes;

    Allowance(int mostSearches, int mostTargets, long mostRows, long mostBytes) {
        this.mostSearches = mostSearches;
        this.mostTargets = mostTargets;
        this.mostRows = mostRows;
        this.mostBytes = mostBytes;
    }

    static Allowance unlimited() {
        return new Allowance(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** One more search. */
    synchronized void begin(int more, boolean checked) {
        if (checked && searches >= mostSearches) {
            throw Problem.limit(
                    "you have " + searches + " searches going already", "voyage.limits.searches-per-client");
        } else if (checked && (long) targets + more > mostTargets) {
            throw Problem.limit(
                    "your searches that go on have " + targets + " targets; with " + more
                            + " more there would be more than " + mostTargets,
                    "voyage.limits.targets-per-client");
        }
        searches++;
        targets += more;
    }

    /** Whether that fits; then it is counted. */
    synchronized boolean takesRow() {
        if (rows >= mostRows) {
            return false;
        }
        rows++;
        return true;
    }

    synchronized boolean isFullOfRows() {
        return rows >= mostRows;
    }

    long mostRows() {
        return mostRows;
    }

    /** Whether a search may bring {@code now} bytes where it had {@code before}; then they are counted. */
    synchronized boolean takesBytes(long before, long now) {
        if (now > before && now - before > mostBytes - bytes) {
            return false;
        }
        bytes += now - before;
        return true;
    }

    synchronized boolean isFullOfBytes() {
        return bytes >= mostBytes;
    }

    long mostBytes() {
        return mostBytes;
    }

    /** What is here anyway. */
    synchronized void count(long moreRows, long moreBytes) {
        rows += moreRows;
        bytes += moreBytes;
    }

    /** One search less, with what it had. */
    synchronized void end(int hadTargets, long hadRows, long hadBytes) {
        searches--;
        targets -= hadTargets;
        rows -= hadRows;
        bytes -= hadBytes;
    }

    synchronized boolean isUnused() {
        return searches == 0;
    }
}
