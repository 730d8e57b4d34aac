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
    private long fetchedBytes;

    /** Takes the next event into account. */
    void take(JsonNode event, long nowMillis) {
        String file = event.path("file").asText();
        switch (event.path("type").asText()) {
            case "observation.found" -> {
                observations++;
                selected += event.path("selected").asBoolean() ? 1 : 0;
            }
            case "file.found" -> found(file, event.path("bytes"));
            case "file.started" -> underWay.put(file, event.path("resumedFrom").asLong());
            case "file.progress" -> {
                long before = underWay.getOrDefault(file, 0L);
                fetched(event.path("bytes").asLong() - before);
                underWay.put(file, event.path("bytes").asLong());
            }
            case "file.completed" -> {
                fetched(event.path("bytes").asLong() - underWay.getOrDefault(file, 0L));
                end(file, event.path("bytes").asLong());
            }
            case "file.skipped" -> end(file, sizes.getOrDefault(file, 0L));
            case "file.failed" -> {
                if (!event.path("willRetry").asBoolean()) {
                    end(file, sizes.getOrDefault(file, 0L));
                }
            }
            default -> {}
        }
        sample(nowMillis);
    }

    private void found(String file, JsonNode bytes) {
        files++;
        if (bytes.isNumber()) {
            sizes.put(file, bytes.asLong());
            expectedBytes += bytes.asLong();
        } else {
            unknownSizes++;
        }
    }

    private void fetched(long bytes) {
        fetchedBytes += Math.max(0, bytes);
    }

    private void end(String file, long bytes) {
        if (sizes.remove(file) == null) {
            expectedBytes += bytes;
            unknownSizes = Math.max(0, unknownSizes - 1);
        }
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
        if (rate > 0 && unknownSizes == 0 && expectedBytes > here) {
            line += "  ETA " + Amount.millis((expectedBytes - here) * 1000 / rate);
        }
        return line;
    }
}
