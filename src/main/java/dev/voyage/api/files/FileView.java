package dev.voyage.api.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.voyage.api.searches.SearchView;
import dev.voyage.coding.PercentCoding;
import dev.voyage.journal.record.FileRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One file of a search in the form that clients receive; unknown values are left out. */
@Schema(name = "File", description = "One file of a search and its state")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FileView(
        @Schema(description = "Its path in the result") String path,

        @Schema(description = "The observation it belongs to")
        String observation,

        @Schema(description = "Where it lies in the archive")
        String url,

        @Schema(description = "The address of its bytes at this service")
        String href,

        FileRecord.State state,
        Long bytes,

        @Schema(description = "SHA-256 of the bytes, hexadecimal")
        String sha256,

        @Schema(description = "When it was changed, as the archive says")
        Instant modified,

        @Schema(description = "Where the bytes came from: https, s3, mount")
        String source,

        @Schema(description = "Why from there, or why it was skipped")
        String reason,

        @Schema(ref = "Problem", description = "Why it failed (RFC 9457)")
        Map<String, Object> problem) {

    public static FileView of(FileRecord file) {
        return new FileView(
                file.file(),
                file.observation(),
                file.url(),
                href(file.search(), file.file()),
                file.state(),
                file.bytes(),
                file.sha256(),
                file.modified(),
                file.source(),
                file.reason(),
                file.problem());
    }

    public static String href(String search, String path) {
        return Arrays.stream(path.split("/", -1))
                .map(PercentCoding::encode)
                .collect(Collectors.joining("/", SearchView.href(search) + "/files/", ""));
    }
}
