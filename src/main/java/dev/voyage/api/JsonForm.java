package dev.voyage.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import dev.voyage.search.Action;
import dev.voyage.search.SearchRequest;
import dev.voyage.search.Source;
import dev.voyage.sky.SkyPosition;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** A search as the JSON body of a POST, read strictly: nothing unknown, nothing twice. */
final class JsonForm {

    /** Far more than any search needs. */
    static final int MOST_BYTES = 256 * 1024;

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> FIELDS =
            Set.of("target", "position", "catalogue", "radiusDeg", "where", "files", "action", "source");

    private JsonForm() {}

    /**
     * @throws Problem {@code BAD_PARAMETER} that names the field, or {@code body} where the body as
     *     a whole cannot be read; {@code BODY_TOO_LARGE}
     */
    static SearchRequest read(byte[] body) {
        var json = new JsonFields("", tree(body), FIELDS);
        Optional<JsonFields> position = json.object("position", Set.of("raDeg", "decDeg"));
        Optional<JsonFields> files = json.object("files", Set.of("include", "exclude"));
        return Checked.request(new SearchRequest(
                json.text("target").orElse(null),
                position.map(JsonForm::position).orElse(null),
                json.text("catalogue").orElse(null),
                json.number("radiusDeg").map(JsonForm::radius).orElse(SearchRequest.DEFAULT_RADIUS_DEG),
                json.text("where").orElse(null),
                files.map(fields -> fields.texts("include")).orElse(java.util.List.of()),
                files.map(fields -> fields.texts("exclude")).orElse(java.util.List.of()),
                json.text("action").map(Action::of).orElse(Action.DOWNLOAD),
                json.text("source").map(Source::of).orElse(Source.AUTO)));
    }

    private static JsonNode tree(byte[] body) {
        if (body.length > MOST_BYTES) {
            throw tooLarge();
        }
        try {
            JsonNode tree = STRICT.readTree(body);
            if (tree == null || !tree.isObject()) {
                throw Problem.badParameter("body", "the body must be one JSON object");
            }
            return tree;
        } catch (JsonProcessingException wrong) {
            String where = wrong.getLocation() == null
                    ? ""
                    : " (line "
                            + wrong.getLocation().getLineNr()
                            + ", column "
                            + wrong.getLocation().getColumnNr()
                            + ")";
            throw Problem.badParameter(
                    "body",
                    "the body is not JSON as it should be" + where + ": " + Quoted.of(wrong.getOriginalMessage()));
        } catch (IOException noText) { // in the encoding that its first bytes look like
            throw Problem.badParameter(
                    "body", "the body is not JSON as it should be: " + Quoted.of(String.valueOf(noText.getMessage())));
        }
    }

    static Problem tooLarge() {
        return Problem.of(
                        Kind.BODY_TOO_LARGE,
                        "a search is at most " + MOST_BYTES + " bytes of JSON; this body is larger")
                .with("mostBytes", MOST_BYTES);
    }

    private static double radius(double radiusDeg) {
        if (!(radiusDeg > 0 && radiusDeg <= 180)) {
            throw Problem.badParameter(
                    "radiusDeg", "radiusDeg must be above 0 and at most 180 degrees, not " + radiusDeg);
        }
        return radiusDeg;
    }

    private static SkyPosition position(JsonFields fields) {
        return Checked.position(
                "position.raDeg", fields.required("raDeg"), "position.decDeg", fields.required("decDeg"));
    }
}
