package dev.voyage.resolve;

import dev.voyage.sky.SkyPosition;
import java.time.Duration;
import java.util.List;

/**
 * Where a target is, and who says so.
 *
 * @param name as it was asked
 * @param mainName the name the resolver prefers, or null
 * @param type the kind of object in the resolver's words, such as {@code Sy2}, or null
 * @param resolver {@code Simbad}, {@code NED}, {@code VizieR} as the service names itself, or
 *     {@code coordinates}
 * @param tried the hosts asked for this, in order, the one that answered last; empty where nobody
 *     was asked
 * @param age of the answer; zero where it is fresh
 */
public record Located(
        String name,
        String mainName,
        SkyPosition position,
        String type,
        String resolver,
        List<String> tried,
        boolean cached,
        Duration age) {}
