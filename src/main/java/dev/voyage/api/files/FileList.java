package dev.voyage.api.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of a search's manifest. */
@Schema(name = "FileList", description = "Files of a search, by path")
@JsonInclude(JsonInclude.Include.NON_NULL)
record FileList(
        List<FileView> files,

        @Schema(description = "The next page; absent on the last")
        String next) {}
