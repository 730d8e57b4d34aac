package dev.voyage.resolve;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;

/** The names resolved recently or often, up to a limit. */
final class NameCache {

    private final Cache<String, Resolution> known;

    NameCache(int most) {
        known = Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
    }

    Optional<Resolution> of(TargetName name) {
        return Optional.ofNullable(known.getIfPresent(name.key()));
    }

    void keep(TargetName name, Resolution asked) {
        known.put(name.key(), asked);
    }
}
