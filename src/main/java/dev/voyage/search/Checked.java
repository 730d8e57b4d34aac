package dev.voyage.search;

import java.util.List;

/**
 * What a look at one file on disk has shown.
 *
 * @param file as its events name it
 * @param state {@code right}, {@code missing}, {@code short}, {@code long}, {@code corrupt} or {@code
 *     unreadable}
 * @param bytes as the manifest has it
 * @param sha256 as the manifest has it
 * @param verified what was found right, in the words of {@code file.completed}
 * @param detail a sentence on what is wrong, or null
 */
public record Checked(String file, String state, long bytes, String sha256, List<String> verified, String detail) {

    public Checked {
        verified = List.copyOf(verified);
    }
}
