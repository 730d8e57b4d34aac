package dev.voyage.datalink.document;

import dev.voyage.coding.PercentCoding;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Maps the ids in the rows of an answer to the known ids of a search. Services write them in their own form: HEASARC
 * answers {@code ivo://nasa.heasarc/numaster?60061044002} for {@code 60061044002}. All known ids are needed here, not
 * only those of one request: the id of another observation is not an alternative form of an id.
 */
public final class IdMatcher {

    private final Set<String> known;
    private final Map<String, String> byCase = new HashMap<>();
    private final Map<String, String> bySuffix = new HashMap<>();

    /**
     * @param known of one search; duplicates are allowed
     */
    public IdMatcher(Collection<String> known) {
        this.known = new HashSet<>(known);
        for (String id : this.known) {
            // ids that differ only in case, or share an ending, are ambiguous
            byCase.merge(id.toLowerCase(Locale.ROOT), id, (one, other) -> "");
            int mark = id.indexOf('?');
            if (mark >= 0 && mark + 1 < id.length()) {
                bySuffix.merge(id.substring(mark + 1), id, (one, other) -> "");
            }
        }
    }

    /**
     * The same id, else the known id after a question mark (the longest one); as written, else percent-decoded, since
     * an id may be part of an IVOID.
     */
    public Optional<String> meaning(String echoed) {
        String text = echoed.strip();
        return written(text).or(() -> written(PercentCoding.decode(text)));
    }

    private Optional<String> written(String text) {
        if (known.contains(text)) {
            return Optional.of(text);
        }
        for (int mark = text.indexOf('?'); mark >= 0; mark = text.indexOf('?', mark + 1)) {
            String behind = text.substring(mark + 1).strip();
            if (known.contains(behind)) {
                return Optional.of(behind);
            }
        }
        String alike = byCase.getOrDefault(text.toLowerCase(Locale.ROOT), bySuffix.get(text));
        return Optional.ofNullable(alike).filter(id -> !id.isEmpty());
    }
}
