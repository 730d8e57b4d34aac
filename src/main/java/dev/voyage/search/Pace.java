package dev.voyage.search;

import dev.voyage.journal.SearchEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How far the files of a search are, and how fast they come. Times are milliseconds. */
final class Pace {

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
    synchronized void found(String file, Long size) {
        files++;
        if (size == null) {
            unknown++;
        } else {
            expect(file, size);
        }
    }

    /**
     * What earlier lives of the search have done.
     *
     * @param filesBefore that have ended
     * @param bytesBefore of those that are here
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

    /** A try begins, with so many bytes from before. */
    synchronized void begun(String file, long resumedFrom) {
        moved(file, resumedFrom);
    }

    synchronized void advanced(String file, long now) {
        fetched += Math.max(0, now - underWay.getOrDefault(file, 0L));
        moved(file, now);
    }

    private void moved(String file, long now) {
        Long before = underWay.put(file, now);
        bytes += now - (before == null ? 0 : before);
    }

    /**
     * It is here, or will not be.
     *
     * @param size of the file that is here; 0 for none
     */
    synchronized void ended(String file, long size) {
        ended++;
        Long before = underWay.remove(file);
        bytes += size - (before == null ? 0 : before);
        Long promised = expected.remove(file);
        unknown -= promised == null ? 1 : 0;
        bytesExpected += size - (promised == null ? 0 : promised);
    }

    /** Tells, when the last time was a second ago. */
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

    /** Files of unknown size are taken to be like the others; where no size is known, nothing is said. */
    private Long eta(long rate) {
        long known = files - unknown;
        if (rate == 0 || known == 0) {
            return null;
        }
        double all = Math.max(bytes, bytesExpected) * (files / (double) known);
        return Math.round((all - bytes) / rate);
    }
}
