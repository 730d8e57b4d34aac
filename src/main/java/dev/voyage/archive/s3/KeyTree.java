package dev.voyage.archive.s3;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Selects the keys of a bucket that can be files of one directory tree. A bucket has no directories: it may have an
 * object {@code sub} and objects below {@code sub/}. An empty one stands for the directory; one with bytes and those
 * below it cannot both be files on disk. An empty object is held back until the sorted list is past every key that
 * could be below it.
 */
final class KeyTree {

    private final Map<String, S3Page.Entry> held = new LinkedHashMap<>();
    private final Set<String> files = new HashSet<>();
    private final Set<String> directories = new HashSet<>();

    /** Whether this object is empty, so that it may stand for a directory. */
    static boolean isEmpty(S3Page.Entry entry) {
        return entry.bytes() != null && entry.bytes() == 0;
    }

    /**
     * Moves on to the next key of the list.
     *
     * @return the empty objects that are now known to be files, in the order of the list; those that stand for a
     *     directory are never returned
     */
    List<S3Page.Entry> past(String key) {
        var released = new ArrayList<S3Page.Entry>();
        held.values().removeIf(empty -> {
            String below = empty.key() + "/";
            if (key.startsWith(below)) {
                return true;
            } else if (isBehind(key, below)) {
                released.add(empty);
                return true;
            }
            return false;
        });
        return released;
    }

    /** Holds an empty object back until its meaning is known. */
    void hold(S3Page.Entry empty) {
        held.put(empty.key(), empty);
    }

    /** At the end of the list: the remaining empty objects, which are files. */
    List<S3Page.Entry> rest() {
        var released = new ArrayList<>(held.values());
        held.clear();
        return released;
    }

    /** Whether an unsorted list has contained keys below this one before. */
    boolean isDirectory(String path) {
        return directories.contains(path);
    }

    /**
     * Reserves a file's place in the tree.
     *
     * @param names the path to it, below the top
     * @return whether it is free: none of the directories on its path is a file
     */
    boolean take(List<String> names) {
        var above = new ArrayList<String>();
        for (int i = 1; i < names.size(); i++) {
            above.add(String.join("/", names.subList(0, i)));
        }
        if (above.stream().anyMatch(files::contains)) {
            return false;
        }
        directories.addAll(above);
        files.add(String.join("/", names));
        return true;
    }

    /** S3 sorts by the bytes of UTF-8. */
    private static boolean isBehind(String key, String other) {
        return Arrays.compareUnsigned(key.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8)) > 0;
    }
}
