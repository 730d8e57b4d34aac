package dev.voyage.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.http.Urls;
import dev.voyage.journal.FileRecord;
import dev.voyage.journal.SearchRecord;
import dev.voyage.votable.Column;
import dev.voyage.votable.Datatype;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The links of one observation as rows of DataLink 1.1, section 3. */
final class LinkRows {

    static final List<Column> COLUMNS = List.of(
            text("ID", "meta.id;meta.main", "What voyage calls the observation"),
            text("access_url", "meta.ref.url", "Where it is"),
            text("service_def", "meta.ref", "Not used"),
            text("error_message", "meta.code.error", "Why there is nothing"),
            text("description", "meta.note", "What it is"),
            text("semantics", "meta.code", "What it is to the observation"),
            text("content_type", "meta.code.mime", "Media type"),
            new Column("content_length", "", Datatype.LONG, "", "byte", "phys.size;meta.file", "", "", "Size", null));

    private static final String CORE = "#this";

    private final String base;
    private final SearchRecord search;

    LinkRows(String base, SearchRecord search) {
        this.base = base;
        this.search = search;
    }

    private static Column text(String name, String ucd, String description) {
        return new Column(name, "", Datatype.CHAR, "*", "", ucd, "", "", description, null);
    }

    /** The row of a file: ours where it is here, else the archive's; nothing for one left out. */
    Optional<Object[]> file(FileRecord file) {
        if (file.isHere()) {
            String path =
                    Arrays.stream(file.file().split("/", -1)).map(Urls::encode).collect(Collectors.joining("/"));
            String url = base + SearchView.href(search.id()) + "/files/" + path;
            return Optional.of(row(file.observation(), url, file.file(), CORE, type(file), file.bytes()));
        }
        boolean leftOut = file.state() == FileRecord.State.SKIPPED || file.url() == null;
        return leftOut
                ? Optional.empty()
                : Optional.of(row(
                        file.observation(),
                        file.url(),
                        file.file() + " (at the archive)",
                        CORE,
                        type(file),
                        file.bytes()));
    }

    private static String type(FileRecord file) {
        String type = FileType.of(file.file()).mediaType();
        return type.equals("application/octet-stream") ? null : type;
    }

    /** The rows of what was told of the links, other than files; of an unknown observation one that says so. */
    List<Object[]> links(String observation, Optional<JsonNode> told) {
        if (told.isEmpty()) {
            return List.<Object[]>of(error(observation, "NotFoundFault: this search has no such observation"));
        }
        JsonNode event = told.get();
        return switch (event.path("type").asText()) {
            case "observation.linked" ->
                Stream.concat(
                                stream(event.path("directories")).map(it -> directory(observation, it)),
                                stream(event.path("others")).map(it -> other(observation, it)))
                        .toList();
            case "observation.unavailable" ->
                List.<Object[]>of(error(
                        observation,
                        fault(event.path("reason").asText())
                                + ": "
                                + event.path("detail")
                                        .asText(event.path("reason").asText())));
            case "observation.failed" ->
                List.<Object[]>of(error(
                        observation,
                        "TransientFault: "
                                + event.path("problem").path("detail").asText("its links could not be had")));
            default ->
                List.<Object[]>of(error(
                        observation,
                        search.phase().isEnd()
                                ? "NotFoundFault: this search looked up no links for it"
                                : "TransientFault: its links have not been looked up yet"));
        };
    }

    private static String fault(String reason) {
        return switch (reason) {
            case "fault" -> "TransientFault";
            case "proprietary" -> "DefaultFault";
            default -> "NotFoundFault";
        };
    }

    private static Object[] directory(String observation, JsonNode told) {
        Long bytes = told.hasNonNull("bytes") ? told.get("bytes").asLong() : null;
        return row(observation, told.path("url").asText(), "All of it, a directory", "#package", "text/html", bytes);
    }

    private static Object[] other(String observation, JsonNode told) {
        return row(
                observation,
                told.path("url").asText(),
                told.path("description").asText(null),
                told.path("semantics").asText("#auxiliary"),
                told.path("contentType").asText(null),
                null);
    }

    private static Object[] error(String observation, String message) {
        return new Object[] {observation, null, null, message, null, CORE, null, null};
    }

    private static Object[] row(String id, String url, String description, String semantics, String type, Long length) {
        return new Object[] {id, url, null, null, description, semantics, type, length};
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return java.util.stream.StreamSupport.stream(array.spliterator(), false);
    }
}
