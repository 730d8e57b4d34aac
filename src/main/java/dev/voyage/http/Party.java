package dev.voyage.http;

import java.util.Map;

/**
 * On whose behalf something is asked: parties that wait for the same thing take turns. A search is
 * one party, with all its steps.
 *
 * @param name the same for all that shares its turns; empty for what belongs to no search
 * @param headers sent with each of its requests besides their own
 */
public record Party(String name, Map<String, String> headers) {

    /** All that belongs to no search, together. */
    public static final Party NONE = of("");

    public Party {
        headers = Map.copyOf(headers);
    }

    public static Party of(String name) {
        return new Party(name, Map.of());
    }
}
