package dev.voyage.resolve;

import dev.voyage.sky.SkyPosition;
import java.time.Duration;
import java.util.List;

/**
 * The position of a target, and its source.
 *
 * @param name as it was requested
 * @param mainName the name the resolver prefers, or null
 * @param type the kind of object in the resolver's words, such as {@code Sy2}, or null
 * @param resolver {@code Simbad}, {@code NED}, {@code VizieR} as the service names itself, or {@code coordinates}
 * @param tried the hosts that were queried, in order, the one that answered last; empty when no host was queried
 * @param age of the answer; zero for a fresh one
 */
public record ResolvedTarget(
        String name,
        String mainName,
        SkyPosition position,
        String type,
        String resolver,
        List<String> tried,
        boolean cached,
        Duration age) {}
