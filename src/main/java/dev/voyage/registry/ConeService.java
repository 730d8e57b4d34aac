package dev.voyage.registry;

import dev.voyage.sky.SkyCoverage;
import java.net.URI;
import java.time.Duration;

/**
 * The cone search of a catalogue.
 *
 * @param ivoid in lower case; null when its URL was given
 * @param title of the catalogue, or null
 * @param accessUrl as registered, byte for byte; parameters are yet to be appended
 * @param registry the host that answered, {@code fallback} when the configured address was used, {@code given} when its
 *     URL was
 * @param cached whether it is an earlier answer
 * @param age of the answer; zero for a fresh one
 * @param version of its protocol: {@code 2} or {@code 1.1}; null for version 1.03 and all before it
 * @param table the TABLE parameter of its requests; null for none
 * @param older the same search in the next older version of the protocol; null for none
 * @param coverage the part of the sky that the catalogue covers; null if not known, or not to be used
 */
public record ConeService(
        String ivoid,
        String title,
        URI accessUrl,
        String registry,
        boolean cached,
        Duration age,
        String version,
        String table,
        ConeService older,
        SkyCoverage coverage) {

    /** A service whose catalogue has no known coverage. */
    public ConeService(
            String ivoid,
            String title,
            URI accessUrl,
            String registry,
            boolean cached,
            Duration age,
            String version,
            String table,
            ConeService older) {
        this(ivoid, title, accessUrl, registry, cached, age, version, table, older, null);
    }

    /** A service of version 1.03. */
    public ConeService(String ivoid, String title, URI accessUrl, String registry, boolean cached, Duration age) {
        this(ivoid, title, accessUrl, registry, cached, age, null, null, null);
    }

    /** The same without its coverage. */
    ConeService withoutCoverage() {
        return new ConeService(ivoid, title, accessUrl, registry, cached, age, version, table, older, null);
    }
}
