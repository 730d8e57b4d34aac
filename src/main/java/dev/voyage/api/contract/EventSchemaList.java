package dev.voyage.api.contract;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The schemas of events. */
@RegisterForReflection
@Schema(name = "EventSchemas", description = "The JSON Schemas of events")
public record EventSchemaList(
        @Schema(description = "Address of the schema of any event")
        String any,

        @Schema(description = "The schema of each type") List<EventSchemaLink> schemas) {

    /** One schema. */
    @RegisterForReflection
    @Schema(name = "EventSchemaLink", description = "The JSON Schema of one type of event")
    public record EventSchemaLink(
            @Schema(description = "The type of event") String type,

            @Schema(description = "The meaning of the event")
            String description,

            @Schema(description = "Whether it is stored, and has an id")
            boolean stored,

            @Schema(description = "Address of its schema") String href) {}
}
