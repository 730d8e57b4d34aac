package dev.voyage.api;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a form with a file may say; only for the OpenAPI document, {@link SearchBody} is what reads it. */
@Schema(
        name = "SearchUpload",
        description = "A file of targets, and the rest of the search: as JSON in request, or in fields named as the"
                + " parameters of /v1/stream")
record SearchUpload(
        @Schema(description = "VOTable, or CSV with a header", type = SchemaType.STRING, format = "binary")
        String targets,

        @Schema(description = "The search as JSON, without targets")
        String request,

        @Schema(description = "May be repeated") List<String> catalogue) {}
