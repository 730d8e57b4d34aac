package dev.voyage.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** How far a search is, folded from its events; the clock is a parameter. */
final class Progress {

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
    private long fetchedBytes; // on the wire, for the rate
    private long fetchedFiles;
    private long fetchedSizes;

    /** Takes the next event into account. */
    void take(JsonNode event, long nowMillis) {
        String file = event.path("file").asText();
        switch (event.path("type").asText()) {
            case "observation.found" -> {
                observations++;
                boolean repeated = event.path("repeated").asBoolean();
                selected += event.path("selected").asBoolean() && !repeated ? 1 : 0;
            }
            case "file.found" -> found(file, event.path("bytes"));
            case "file.started" -> underWay.put(file, event.path("resumedFrom").asLong());
            case "file.progress" -> {
                learned(file, event.path("total"));
                long before = underWay.getOrDefault(file, 0L);
                fetched(event.path("bytes").asLong() - before);
                underWay.put(file, event.path("bytes").asLong());
            }
            case "file.completed" -> {
                long bytes = event.path("bytes").asLong();
                fetched(bytes - underWay.getOrDefault(file, 0L));
                fetchedFiles++;
                fetchedSizes += bytes;
                end(file, bytes);
            }
            case "file.skipped" -> end(file, unchangedBytes(event));
            case "file.failed" -> {
                if (!event.path("willRetry").asBoolean()) {
                    end(file, 0);
                }
            }
            default -> {} // search.progress among them: time passes, and the rate with it
        }
        sample(nowMillis);
    }

    private void found(String file, JsonNode bytes) {
        files++;
        unknownSizes++;
        learned(file, bytes);
    }

    /** What it will be, where the listing or the answer's head says so. */
    private void learned(String file, JsonNode bytes) {
        if (bytes.isNumber() && !sizes.containsKey(file)) {
            sizes.put(file, bytes.asLong());
            expectedBytes += bytes.asLong();
            unknownSizes = Math.max(0, unknownSizes - 1);
        }
    }

    /** What is here of a skipped file: nothing, where it was left out. */
    private long unchangedBytes(JsonNode event) {
        boolean here = event.path("reason").asText().equals("unchanged");
        return here
                ? event.path("bytes")
                        .asLong(sizes.getOrDefault(event.path("file").asText(), 0L))
                : 0;
    }

    private void fetched(long bytes) {
        fetchedBytes += Math.max(0, bytes);
    }

    /** Nothing more will come of it than these bytes, whatever was listed. */
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

    /** Bytes per second over the last seconds; 0 where nothing moves. */
    long bytesPerSecond(long nowMillis) {
        if (samples.isEmpty()) {
            return 0;
        }
        long millis = nowMillis - samples.peekFirst().millis();
        return millis <= 0 ? 0 : (fetchedBytes - samples.peekFirst().bytes()) * 1000 / millis;
    }

    /** One line: counts, bytes, rate, and how long it will take where that can be said. */
    String line(long nowMillis) {
        if (files == 0) {
            return Amount.of(observations, "observation") + ", " + selected + " selected";
        }
        long here = doneBytes
                + underWay.values().stream().mapToLong(Long::longValue).sum();
        long rate = bytesPerSecond(nowMillis);
        String line = String.format(
                Locale.ROOT,
                "%d/%d files  %s of %s%s",
                ended,
                files,
                Amount.bytes(here),
                Amount.bytes(expectedBytes),
                unknownSizes == 0 ? "" : "+");
        if (rate > 0) {
            line += "  " + Amount.bytes(rate) + "/s";
        }
        long left = expectedBytes + expectedUnknown() - here;
        if (rate > 0 && left > 0 && (unknownSizes == 0 || fetchedFiles > 0)) {
            line += "  ETA " + (unknownSizes == 0 ? "" : "~") + Amount.millis(left * 1000 / rate);
        }
        return line;
    }

    /** For the time that is left only: files of unknown size are taken to be like those that came. */
    private long expectedUnknown() {
        return fetchedFiles == 0 ? 0 : unknownSizes * (fetchedSizes / fetchedFiles);
    }
}
