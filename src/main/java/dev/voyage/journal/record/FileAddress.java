package dev.voyage.journal.record;

/**
 * The address of a file, and its path in the result of a search.
 *
 * @param url as its events name it
 * @param file as its events name it
 * @param sha256 of the file, or null if it has not arrived
 */
public record FileAddress(String url, String file, String sha256) {}
