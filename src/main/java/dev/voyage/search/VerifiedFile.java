package dev.voyage.search;

import java.util.List;

/**
 * The result of checking one file on disk.
 *
 * @param file as its events name it
 * @param state {@code right}, {@code missing}, {@code short}, {@code long}, {@code corrupt}, {@code unreadable}, or
 *     {@code replaced} by a newer version
 * @param bytes according to the manifest
 * @param sha256 according to the manifest
 * @param verified the checks that passed, in the words of {@code file.completed}
 * @param detail a sentence about the fault, or null
 */
public record VerifiedFile(String file, String state, long bytes, String sha256, List<String> verified, String detail) {

    public VerifiedFile {
        verified = List.copyOf(verified);
    }
}
