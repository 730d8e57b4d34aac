package dev.voyage.search.run;

import dev.voyage.download.source.SizeProbe;
import dev.voyage.journal.event.SearchEvent;
import java.util.Map;
import java.util.TreeMap;

/** The totals of the files that a download would fetch. */
public final class DownloadPlan {

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

    public synchronized void file(SizeProbe file) {
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

    public synchronized SearchEvent ready(long freeBytes) {
        return new SearchEvent.PlanReady(
                observations, files, bytes, unknown, here, bytesHere, Map.copyOf(sources), freeBytes);
    }
}
