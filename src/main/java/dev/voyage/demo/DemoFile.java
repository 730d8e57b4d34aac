package dev.voyage.demo;

import java.time.Instant;

/**
 * One file of the archive, before its bytes are made.
 *
 * @param path below {@code /FTP/}, no doubled slashes
 * @param kind what is in it, as {@code files.csv} calls it
 * @param count rows, lines or pixels a side
 */
record DemoFile(String path, String kind, int count, Observation observation) {

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    boolean isGzip() {
        return path.endsWith(".gz");
    }

    String contentType() {
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

    /** What its random numbers begin with: the path's alone, so the same at every start. */
    long seed() {
        long seed = 1125899906842597L;
        for (int i = 0; i < path.length(); i++) {
            seed = 31 * seed + path.charAt(i);
        }
        return seed;
    }
}
