package dev.voyage.search;

import java.util.HashMap;
import java.util.Map;

/** The paths of one search's files: each is given once. */
final class Paths {

    private final Map<String, Integer> taken = new HashMap<>();

    /** It has been given before. */
    synchronized void take(String path) {
        taken.put(path, 1);
    }

    /** The path, or where it is taken already the path with {@code ~2}, {@code ~3}. */
    synchronized String unique(String path) {
        String free = path;
        while (taken.putIfAbsent(free, 1) != null) {
            free = path + "~" + taken.merge(path, 1, Integer::sum);
        }
        return free;
    }
}
