package dev.voyage.search.limit;

import dev.voyage.problem.Problem;
import java.util.Optional;

/** The combined use of one client's running and queued searches, and its limits. */
final class ClientQuota {

    private final int mostSearches;
    private final int mostTargets;
    private final long mostRows;
    private final long mostBytes;
    private int searches;
    private int targets;
    private long rows;
    private long bytes;

    ClientQuota(int mostSearches, int mostTargets, long mostRows, long mostBytes) {
        this.mostSearches = mostSearches;
        this.mostTargets = mostTargets;
        this.mostRows = mostRows;
        this.mostBytes = mostBytes;
    }

    static ClientQuota unlimited() {
        return new ClientQuota(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** Adds a search. */
    synchronized void begin(int more, boolean checked) {
        if (checked) {
            refusal(searches, targets, more).ifPresent(why -> {
                throw why;
            });
        }
        searches++;
        targets += more;
    }

    /** The reason why a search with more targets is too many beside so many others; empty if it is not. */
    Optional<Problem> refusal(long others, long theirTargets, int more) {
        if (others >= mostSearches) {
            return Optional.of(Problem.limit(
                    "you have " + others + " searches going already", "voyage.limits.searches-per-client"));
        } else if (theirTargets + more > mostTargets) {
            return Optional.of(Problem.limit(
                    "your running and queued searches have " + theirTargets + " targets; with " + more
                            + " more there would be more than " + mostTargets,
                    "voyage.limits.targets-per-client"));
        }
        return Optional.empty();
    }

    /** Whether one more row fits; then it is counted. */
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

    /** Whether a search may have {@code now} bytes instead of {@code before}; then they are counted. */
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

    /** Counts rows and bytes of earlier runs without a check. */
    synchronized void count(long moreRows, long moreBytes) {
        rows += moreRows;
        bytes += moreBytes;
    }

    /** Removes a search, with everything counted for it. */
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
