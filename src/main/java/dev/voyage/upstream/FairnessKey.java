package dev.voyage.upstream;

import dev.voyage.upstream.politeness.TurnListener;
import java.util.Map;

/**
 * The party that a request is made for: parties that wait for the same resource take turns. A search is one party, with all its
 * steps.
 *
 * @param name the same for everything that shares one turn; empty for work outside a search
 * @param headers sent with each of its requests besides their own
 * @param turns receives when its requests wait
 */
public record FairnessKey(String name, Map<String, String> headers, TurnListener turns) {

    /** Everything outside a search, together. */
    public static final FairnessKey NONE = of("");

    public FairnessKey {
        headers = Map.copyOf(headers);
    }

    /** A party that does not follow its turns. */
    public FairnessKey(String name, Map<String, String> headers) {
        this(name, headers, TurnListener.NONE);
    }

    public static FairnessKey of(String name) {
        return new FairnessKey(name, Map.of());
    }
}
