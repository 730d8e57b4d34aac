package dev.voyage.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** A link that is no directory. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OtherLink(String url, String semantics, String contentType, String description) {}
