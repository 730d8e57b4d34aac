package dev.voyage.demo.files;

import dev.voyage.demo.facts.DemoObservation;
import java.time.Instant;

/**
 * One file of the archive, before its bytes are generated.
 *
 * @param path below {@code /FTP/}, no doubled slashes
 * @param kind the kind of content, as in {@code files.csv}
 * @param count rows, lines or pixels per side
 */
public record DemoFile(String path, String kind, int count, DemoObservation observation) {

    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    boolean isGzip() {
        return path.endsWith(".gz");
    }

    public String contentType() {
        if (isGzip()) {
            return "application/x-gzip";
        }
        return switch (kind) {
            case "log" -> "text/plain";
            case "page" -> "text/html";
            default -> "application/fits";
        };
    }

    /** Some weeks after the observation, never the same for two files, whole seconds. */
    Instant modified() {
        return observation.start().plusSeconds(20 * 86_400L + Math.floorMod(seed(), 100_000L));
    }

    /** The seed of its random numbers: derived from the path alone, so the same at every start. */
    long seed() {
        long seed = 1125899906842597L;
        for (int i = 0; i < path.length(); i++) {
            seed = 31 * seed + path.charAt(i);
        }
        return seed;
    }
}
