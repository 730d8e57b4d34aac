package dev.voyage.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A catalogue that can be searched by position, as the registry describes it. Values that the registry does not have are null.
 *
 * @param waveband such as {@code x-ray}; empty if not stated
 * @param services its cone searches, then its searches for images and spectra, each address once
 * @param coverage of a catalogue that was found by a place: {@code contains} if the place lies in its coverage, {@code near} if
 *     the circle around the place, widened by a degree, has a part in it, {@code unknown} if the registry has no coverage; null
 *     if it was found by keywords
 * @param coverageSquareDeg the area of the coverage, square degrees; null if not known
 */
public record Catalogue(
        String ivoid,
        String shortName,
        String title,
        String description,
        List<String> waveband,
        List<Service> services,
        @JsonInclude(JsonInclude.Include.NON_NULL) String coverage,
        @JsonInclude(JsonInclude.Include.NON_NULL) Double coverageSquareDeg) {

    public Catalogue {
        waveband = List.copyOf(waveband);
        services = List.copyOf(services);
    }

    /** A catalogue without a word about its coverage. */
    Catalogue(
            String ivoid,
            String shortName,
            String title,
            String description,
            List<String> waveband,
            List<Service> services) {
        this(ivoid, shortName, title, description, waveband, services, null, null);
    }

    /** A service as registered. */
    public record Service(String standardId, String accessUrl) {}
}
