package dev.voyage.search;

import java.util.List;

/**
 * What a look at one file on disk has shown.
 *
 * @param file as its events name it
 * @param state {@code right}, {@code missing}, {@code short}, {@code long}, {@code corrupt}, {@code
 *     unreadable}, or {@code replaced} by a newer version
 * @param bytes as the manifest has it
 * @param sha256 as the manifest has it
 * @param verified what was found right, in the words of {@code file.completed}
 * @param detail a sentence on what is wrong, or null
 */
public record VerifiedFile(String file, String state, long bytes, String sha256, List<String> verified, String detail) {

    public VerifiedFile {
        verified = List.copyOf(verified);
    }
}
