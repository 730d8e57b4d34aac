package dev.voyage.datalink;

import dev.voyage.problem.FileNames;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which of the ids asked for a row of the answer means. Services write them in their own way:
 * HEASARC answers {@code ivo://nasa.heasarc/numaster?60061044002} for {@code 60061044002}.
 */
final class Echo {

    private final Set<String> asked;
    private final Map<String, String> byCase = new HashMap<>();
    private final Map<String, String> bySuffix = new HashMap<>();

    /**
     * @param asked distinct, in the order of the request
     */
    Echo(Collection<String> asked) {
        this.asked = new HashSet<>(asked);
        for (String id : asked) {
            byCase.putIfAbsent(id.toLowerCase(Locale.ROOT), id);
            int mark = id.indexOf('?');
            if (mark >= 0 && mark + 1 < id.length()) {
                // two that end alike tell nothing
                bySuffix.merge(id.substring(mark + 1), id, (one, other) -> "");
            }
        }
    }

    /**
     * The same, else what stands behind a question mark (the longest that was asked for); as
     * written, else percent-decoded, since an id may be part of an IVOID.
     */
    Optional<String> meaning(String echoed) {
        String text = echoed.strip();
        return written(text).or(() -> written(FileNames.decoded(text)));
    }

    private Optional<String> written(String text) {
        if (asked.contains(text)) {
            return Optional.of(text);
        }
        for (int mark = text.indexOf('?'); mark >= 0; mark = text.indexOf('?', mark + 1)) {
            String behind = text.substring(mark + 1).strip();
            if (asked.contains(behind)) {
                return Optional.of(behind);
            }
        }
        String alike = byCase.getOrDefault(text.toLowerCase(Locale.ROOT), bySuffix.get(text));
        return Optional.ofNullable(alike).filter(id -> !id.isEmpty());
    }
}
