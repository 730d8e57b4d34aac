package dev.voyage.registry;

import java.util.List;

/**
 * A catalogue with a cone search, as the registry describes it. Values that the registry does not have are null.
 *
 * @param waveband such as {@code x-ray}; empty if not stated
 * @param services its cone searches, each address once
 */
public record Catalogue(
        String ivoid,
        String shortName,
        String title,
        String description,
        List<String> waveband,
        List<Service> services) {

    public Catalogue {
        waveband = List.copyOf(waveband);
        services = List.copyOf(services);
    }

    /** A service as registered. */
    public record Service(String standardId, String accessUrl) {}
}
