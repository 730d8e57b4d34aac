package dev.voyage.resolve;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The names asked for last, so many of them. */
final class Memory {

    private final Map<String, Asked> known;

    Memory(int most) {
        this.known = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Asked> eldest) {
                return size() > most;
            }
        };
    }

    synchronized Optional<Asked> of(TargetName name) {
        return Optional.ofNullable(known.get(name.key()));
    }

    synchronized void keep(TargetName name, Asked asked) {
        known.put(name.key(), asked);
    }
}
