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
import dev.voyage.search.Target;
import dev.voyage.sky.SkyPosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
    private static final Set<String> FIELDS = Set.of(
            "target",
            "position",
            "targets",
            "catalogue",
            "catalogues",
            "radiusDeg",
            "where",
            "files",
            "action",
            "source");
    private static final Set<String> PLACE = Set.of("raDeg", "decDeg");

    private JsonForm() {}

    /**
     * @throws Problem {@code BAD_PARAMETER} that names the field, or {@code body} where the body as
     *     a whole cannot be read; {@code BODY_TOO_LARGE}
     */
    static SearchRequest read(byte[] body) {
        return read(body, List.of());
    }

    /**
     * As {@link #read(byte[])}.
     *
     * @param uploaded targets that came beside it: then it names none itself; empty where none came
     */
    static SearchRequest read(byte[] body, List<Target> uploaded) {
        var json = new JsonFields("", tree(body), FIELDS);
        Optional<JsonFields> files = json.object("files", Set.of("include", "exclude"));
        return new SearchRequest(
                        targets(json, uploaded),
                        catalogues(json),
                        json.number("radiusDeg").map(JsonForm::radius).orElse(SearchRequest.DEFAULT_RADIUS_DEG),
                        json.text("where").orElse(null),
                        files.map(fields -> fields.texts("include")).orElse(List.of()),
                        files.map(fields -> fields.texts("exclude")).orElse(List.of()),
                        json.text("action").map(Action::of).orElse(Action.DOWNLOAD),
                        json.text("source").map(Source::of).orElse(Source.AUTO))
                .checked();
    }

    private static List<Target> targets(JsonFields json, List<Target> uploaded) {
        var single = new ArrayList<Target>();
        json.text("target").map(Target::named).ifPresent(single::add);
        json.object("position", PLACE)
                .map(JsonForm::position)
                .map(at -> new Target(null, at))
                .ifPresent(single::add);
        int ways = single.size() + (json.has("targets") ? 1 : 0) + (uploaded.isEmpty() ? 0 : 1);
        if (ways > 1) {
            throw Problem.badParameter(
                    "target", "give exactly one of target, position, targets, and targets in a file");
        } else if (!uploaded.isEmpty()) {
            return uploaded;
        }
        return json.has("targets")
                ? json.each("targets", Target::named, Set.of("name", "raDeg", "decDeg"), JsonForm::target)
                : single;
    }

    private static Target target(JsonFields fields) {
        boolean placed = fields.has("raDeg") || fields.has("decDeg");
        if (!placed && !fields.has("name")) {
            String which = fields.prefix().replaceFirst("\\.$", "");
            throw Problem.badParameter(which, which + " has neither a name nor a position (raDeg and decDeg)");
        }
        return new Target(fields.text("name").orElse(null), placed ? position(fields) : null);
    }

    private static List<String> catalogues(JsonFields json) {
        if (json.has("catalogue") && json.has("catalogues")) {
            throw Problem.badParameter("catalogue", "give a catalogue or a list of catalogues, not both");
        }
        return json.has("catalogues")
                ? json.texts("catalogues")
                : json.text("catalogue").stream().toList();
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
                    "the body is not JSON as it should be" + where + ": "
                            + Quoted.of(plain(wrong.getOriginalMessage())));
        } catch (IOException noText) { // in the encoding that its first bytes look like
            throw Problem.badParameter(
                    "body", "the body is not JSON as it should be: " + Quoted.of(String.valueOf(noText.getMessage())));
        }
    }

    /** Without what the parser advises those who wrote this program, between backquotes. */
    private static String plain(String message) {
        int advice = message.indexOf('`');
        if (advice < 0) {
            return message;
        }
        String said = message.substring(0, advice);
        int clause = Math.max(said.lastIndexOf(" ("), said.lastIndexOf(": "));
        return clause < 0 ? said : said.substring(0, clause);
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
                fields.prefix() + "raDeg", fields.required("raDeg"),
                fields.prefix() + "decDeg", fields.required("decDeg"));
    }
}
