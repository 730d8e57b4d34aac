package dev.voyage.upstream;

import java.util.Map;

/**
 * The party that a request is made for: parties that wait for the same resource take turns. A search is one party, with all its
 * steps.
 *
 * @param name the same for everything that shares one turn; empty for work outside a search
 * @param headers sent with each of its requests besides their own
 */
public record FairnessKey(String name, Map<String, String> headers) {

    /** Everything outside a search, together. */
    public static final FairnessKey NONE = of("");

    public FairnessKey {
        headers = Map.copyOf(headers);
    }

    public static FairnessKey of(String name) {
        return new FairnessKey(name, Map.of());
    }
}
