package dev.voyage.registry;

import java.util.List;

/**
 * A catalogue that can be searched by position, as the registry describes it. Values that the registry does not have are null.
 *
 * @param waveband such as {@code x-ray}; empty if not stated
 * @param services its cone searches, then its searches for images and spectra, each address once
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
