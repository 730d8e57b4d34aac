package dev.voyage.journal.record;

/**
 * The address of a file, and its path in the result of a search.
 *
 * @param url as its events name it
 * @param file as its events name it
 */
public record FileAddress(String url, String file) {}
