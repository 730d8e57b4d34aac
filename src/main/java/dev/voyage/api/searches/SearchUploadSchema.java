package dev.voyage.api.searches;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A form with a file; only for the OpenAPI document, {@link SearchBodyParser} does the parsing. */
@Schema(
        name = "SearchUpload",
        description = "A file of targets, and the rest of the search: as JSON in request, or in fields named as the"
                + " parameters of /v1/stream")
record SearchUploadSchema(
        @Schema(
                description = "VOTable, FITS, ECSV, IPAC table, or CSV or TSV with a header; in gzip too",
                type = SchemaType.STRING,
                format = "binary")
        String targets,

        @Schema(description = "The search as JSON, without targets")
        String request,

        @Schema(description = "The column of right ascensions (or longitudes) where it has another name than usual")
        String raColumn,

        @Schema(description = "The column of declinations (or latitudes) likewise")
        String decColumn,

        @Schema(description = "May be repeated") List<String> catalogue) {}
