package dev.voyage.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A directory, and the rule that took the link for one.
 *
 * @param cloudAccess where else it lies, as the service says it, or null
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DirectoryLink(String url, String rule, Long bytes, String cloudAccess) {

    /** One that lies nowhere else. */
    public DirectoryLink(String url, String rule, Long bytes) {
        this(url, rule, bytes, null);
    }
}
