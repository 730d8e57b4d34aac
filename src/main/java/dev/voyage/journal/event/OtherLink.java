package dev.voyage.journal.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A link that is not a directory.
 *
 * @param bytes its size according to the archive, or null; a hint
 * @param cloudAccess its locations elsewhere according to the service, or null
 * @param contentQualifier the kind of content, or null
 * @param localSemantics its meaning at this archive, or null
 * @param fetch true if it is a file to be fetched, else null
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OtherLink(
        String url,
        String semantics,
        String contentType,
        String description,
        Long bytes,
        String cloudAccess,
        String contentQualifier,
        String localSemantics,
        Boolean fetch) {

    /** A link that is not fetched, without further data. */
    public OtherLink(String url, String semantics, String contentType, String description) {
        this(url, semantics, contentType, description, null, null, null, null, null);
    }

    /** Whether it is a file to be fetched. */
    @JsonIgnore
    public boolean isFetched() {
        return fetch != null && fetch;
    }
}
