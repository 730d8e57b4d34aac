package dev.voyage.search.run;

import dev.voyage.journal.event.SearchEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The progress and download rate of a search's files. Times are milliseconds. */
public final class ProgressMeter {

    private static final long BETWEEN = 1_000;
    private static final long WINDOW = 5_000;

    private record Sample(long at, long fetched) {}

    private final Map<String, Long> expected = new HashMap<>();
    private final Map<String, Long> underWay = new HashMap<>();
    private final Deque<Sample> samples = new ArrayDeque<>();
    private long files;
    private long ended;
    private long unknown;
    private long bytesExpected;
    private long bytes;
    private long fetched;
    private long told = Long.MIN_VALUE / 2;

    /**
     * A file was found.
     *
     * @param size as far as known, or null
     */
    public synchronized void found(String file, Long size) {
        files++;
        if (size == null) {
            unknown++;
        } else {
            expect(file, size);
        }
    }

    /**
     * Adds the state of earlier runs of the search.
     *
     * @param filesBefore that have ended
     * @param bytesBefore of the complete ones
     */
    synchronized void goesOn(long filesBefore, long bytesBefore) {
        files += filesBefore;
        ended += filesBefore;
        bytes += bytesBefore;
        bytesExpected += bytesBefore;
    }

    private void expect(String file, long size) {
        Long before = expected.put(file, size);
        bytesExpected += size - (before == null ? 0 : before);
    }

    /** An attempt begins, with this number of bytes from before. */
    public synchronized void begun(String file, long resumedFrom) {
        moved(file, resumedFrom);
    }

    public synchronized void advanced(String file, long now) {
        fetched += Math.max(0, now - underWay.getOrDefault(file, 0L));
        moved(file, now);
    }

    private void moved(String file, long now) {
        Long before = underWay.put(file, now);
        bytes += now - (before == null ? 0 : before);
    }

    /**
     * The file is complete, or has failed.
     *
     * @param size of the complete file; 0 if it failed
     */
    public synchronized void ended(String file, long size) {
        ended++;
        Long before = underWay.remove(file);
        bytes += size - (before == null ? 0 : before);
        Long promised = expected.remove(file);
        unknown -= promised == null ? 1 : 0;
        bytesExpected += size - (promised == null ? 0 : promised);
    }

    /** Reports progress, if the last report was at least a second ago. */
    synchronized Optional<SearchEvent.SearchProgress> beat(long now) {
        if (now - told < BETWEEN) {
            return Optional.empty();
        }
        told = now;
        samples.addLast(new Sample(now, fetched));
        while (samples.size() > 2 && now - samples.peekFirst().at() > WINDOW) {
            samples.removeFirst();
        }
        Sample first = samples.peekFirst();
        long rate = now == first.at() ? 0 : (fetched - first.fetched()) * 1000 / (now - first.at());
        return Optional.of(new SearchEvent.SearchProgress(
                files, ended, bytes, Math.max(bytes, bytesExpected), unknown, rate, eta(rate)));
    }

    /** Files of unknown size are assumed to have the average size of the others; without any known size, there is no estimate. */
    private Long eta(long rate) {
        long known = files - unknown;
        if (rate == 0 || known == 0) {
            return null;
        }
        double all = Math.max(bytes, bytesExpected) * (files / (double) known);
        return Math.round((all - bytes) / rate);
    }
}
