package dev.voyage.journal.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A directory, and the rule by which the link counts as one.
 *
 * @param cloudAccess its locations elsewhere according to the service, or null
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DirectoryLink(String url, String rule, Long bytes, String cloudAccess) {

    /** A directory without another location. */
    public DirectoryLink(String url, String rule, Long bytes) {
        this(url, rule, bytes, null);
    }
}
