package dev.voyage.cli.output;

import dev.voyage.journal.event.FileEvent;
import dev.voyage.journal.event.ObservationEvent;
import dev.voyage.journal.event.SearchEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The progress of a search, folded from its events; the clock is a parameter. Its visitor methods return the bytes that an event
 * reports as fetched since the one before.
 */
final class SearchProgress implements FileEvent.FileVisitor<Long> {

    private static final long WINDOW_MILLIS = 5_000;

    private record Sample(long millis, long bytes) {}

    private final Map<String, Long> underWay = new HashMap<>();
    private final Map<String, Long> sizes = new HashMap<>();
    private final Deque<Sample> samples = new ArrayDeque<>();
    private long observations;
    private long selected;
    private long files;
    private long ended;
    private long expectedBytes;
    private long unknownSizes;
    private long doneBytes;
    private long fetchedBytes; // from the network, for the rate
    private long fetchedFiles;
    private long fetchedSizes;

    /** Takes the next event into account. */
    void take(SearchEvent event, long nowMillis) {
        if (event instanceof ObservationEvent.Found found) {
            observations++;
            selected += found.selected() && !found.repeatsAnother() ? 1 : 0;
        } else if (event instanceof FileEvent file) {
            fetchedBytes += Math.max(0, file.accept(this));
        }
        sample(nowMillis); // for every event, since the rate also changes with time
    }

    @Override
    public Long found(FileEvent.Found event) {
        files++;
        unknownSizes++;
        learned(event.file(), event.bytes());
        return 0L;
    }

    @Override
    public Long measured(FileEvent.Measured event) {
        return 0L;
    }

    @Override
    public Long started(FileEvent.Started event) {
        underWay.put(event.file(), event.resumedFrom());
        return 0L;
    }

    @Override
    public Long progress(FileEvent.Progress event) {
        learned(event.file(), event.total());
        Long before = underWay.put(event.file(), event.bytes());
        return event.bytes() - (before == null ? 0 : before);
    }

    @Override
    public Long completed(FileEvent.Completed event) {
        long before = underWay.getOrDefault(event.file(), 0L);
        fetchedFiles++;
        fetchedSizes += event.bytes();
        end(event.file(), event.bytes());
        return event.bytes() - before;
    }

    @Override
    public Long skipped(FileEvent.Skipped event) {
        if (event.isExcluded()) {
            leaveOut(event.file());
        } else {
            end(event.file(), unchangedBytes(event));
        }
        return 0L;
    }

    @Override
    public Long failed(FileEvent.Failed event) {
        if (!event.willRetry()) {
            end(event.file(), 0);
        }
        return 0L;
    }

    /** The expected size, if the listing or the response head gives it. */
    private void learned(String file, Long bytes) {
        if (bytes != null && sizes.putIfAbsent(file, bytes) == null) {
            expectedBytes += bytes;
            unknownSizes = Math.max(0, unknownSizes - 1);
        }
    }

    /** The bytes of a skipped file that are in the mirror: none for a duplicate. */
    private long unchangedBytes(FileEvent.Skipped event) {
        long listed = sizes.getOrDefault(event.file(), 0L);
        long here = event.bytes() == null ? listed : event.bytes();
        return event.isUnchanged() ? here : 0;
    }

    /** Removes a file that the patterns exclude, as if it had not been found. */
    private void leaveOut(String file) {
        end(file, 0);
        ended--;
        files--;
    }

    /** The file ends with this size, whatever was listed. */
    private void end(String file, long bytes) {
        Long size = sizes.remove(file);
        if (size == null) {
            unknownSizes = Math.max(0, unknownSizes - 1);
        } else {
            expectedBytes -= size;
        }
        expectedBytes += bytes;
        underWay.remove(file);
        doneBytes += bytes;
        ended++;
    }

    private void sample(long nowMillis) {
        samples.addLast(new Sample(nowMillis, fetchedBytes));
        while (samples.size() > 2 && nowMillis - samples.peekFirst().millis() > WINDOW_MILLIS) {
            samples.removeFirst();
        }
    }

    /** Bytes per second over the last seconds; 0 without progress. */
    long bytesPerSecond(long nowMillis) {
        if (samples.isEmpty()) {
            return 0;
        }
        long millis = nowMillis - samples.peekFirst().millis();
        return millis <= 0 ? 0 : (fetchedBytes - samples.peekFirst().bytes()) * 1000 / millis;
    }

    /** One line: counts, bytes, rate, and the remaining time if it can be estimated. */
    String line(long nowMillis) {
        if (files == 0) {
            return HumanNumbers.of(observations, "observation") + ", " + selected + " selected";
        }
        long here = doneBytes
                + underWay.values().stream().mapToLong(Long::longValue).sum();
        long rate = bytesPerSecond(nowMillis);
        String line =
                String.format(Locale.ROOT, "%d/%d files  %s%s", ended, files, HumanNumbers.bytes(here), ofExpected());
        if (rate > 0) {
            line += "  " + HumanNumbers.bytes(rate) + "/s";
        }
        long left = expectedBytes + expectedUnknown() - here;
        if (rate > 0 && left > 0 && (unknownSizes == 0 || fetchedFiles > 0)) {
            line += "  ETA " + (unknownSizes == 0 ? "" : "~") + HumanNumbers.millis(left * 1000 / rate);
        }
        return line;
    }

    /** The expected total; empty while no size is known. */
    private String ofExpected() {
        if (expectedBytes == 0 && unknownSizes > 0) {
            return "";
        }
        return " of " + HumanNumbers.bytes(expectedBytes) + (unknownSizes == 0 ? "" : "+");
    }

    /** For the remaining time only: files of unknown size are assumed to have the average size of the others. */
    private long expectedUnknown() {
        return fetchedFiles == 0 ? 0 : unknownSizes * (fetchedSizes / fetchedFiles);
    }
}
