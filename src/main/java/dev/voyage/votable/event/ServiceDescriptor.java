package dev.voyage.votable.event;

import java.util.List;
import java.util.Optional;

/**
 * A RESOURCE with utype {@code adhoc:service}: a service that can be queried for the rows of a table (DataLink 1.1,
 * section 4). Text that the document does not give is empty.
 *
 * @param id the XML ID that a {@code service_def} cell refers to
 * @param accessUrl exactly as written
 */
public record ServiceDescriptor(
        String id,
        String name,
        String description,
        String standardId,
        String accessUrl,
        String contentType,
        List<InputParam> inputParams) {

    public ServiceDescriptor {
        inputParams = List.copyOf(inputParams);
    }

    /** Whether it is a DataLink {links} endpoint, of any version. */
    public boolean isDatalink() {
        return standardId.toLowerCase(java.util.Locale.ROOT).startsWith("ivo://ivoa.net/std/datalink");
    }

    /** The parameter that is filled from each row. */
    public Optional<InputParam> rowParam() {
        return inputParams.stream().filter(param -> !param.ref().isEmpty()).findFirst();
    }

    /**
     * A PARAM of the group {@code inputParams}.
     *
     * @param ref XML ID of the FIELD with the value in its cells, or empty
     * @param value the fixed value, or empty: then the user has to give one
     */
    public record InputParam(String name, String ref, String value, String datatype, String ucd) {}
}
