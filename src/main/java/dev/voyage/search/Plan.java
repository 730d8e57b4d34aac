package dev.voyage.search;

import dev.voyage.download.Measured;
import dev.voyage.journal.SearchEvent;
import java.util.Map;
import java.util.TreeMap;

/** What a download would bring, added up. */
final class Plan {

    private final Map<String, Long> sources = new TreeMap<>();
    private long observations;
    private long files;
    private long bytes;
    private long unknown;
    private long here;
    private long bytesHere;

    synchronized void observation() {
        observations++;
    }

    synchronized void file(Measured file) {
        files++;
        bytes += file.bytes() == null ? 0 : file.bytes();
        unknown += file.bytes() == null ? 1 : 0;
        if (file.isHere()) {
            here++;
            bytesHere += file.bytes() == null ? 0 : file.bytes();
        } else {
            sources.merge(file.source(), 1L, Long::sum);
        }
    }

    synchronized SearchEvent ready(long freeBytes) {
        return new SearchEvent.PlanReady(
                observations, files, bytes, unknown, here, bytesHere, Map.copyOf(sources), freeBytes);
    }
}
