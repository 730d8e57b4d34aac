package dev.voyage.search;

import dev.voyage.journal.SearchEvent;

/** What a download would bring, added up. */
final class Plan {

    private long observations;
    private long files;
    private long bytes;
    private long unknown;
    private long here;

    synchronized void observation() {
        observations++;
    }

    /**
     * @param size or null where nobody says
     */
    synchronized void file(Long size, boolean isHere) {
        files++;
        bytes += size == null ? 0 : size;
        unknown += size == null ? 1 : 0;
        here += isHere ? 1 : 0;
    }

    synchronized SearchEvent ready() {
        return new SearchEvent.PlanReady(observations, files, bytes, unknown, here);
    }
}
