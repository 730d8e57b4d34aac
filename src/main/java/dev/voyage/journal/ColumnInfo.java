package dev.voyage.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** One column of a catalogue, as {@code catalogue.searched} tells it. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ColumnInfo(String name, String datatype, String arraysize, String unit, String ucd, String description) {}
