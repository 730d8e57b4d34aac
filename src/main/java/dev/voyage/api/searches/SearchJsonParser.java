package dev.voyage.api.searches;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.voyage.cone.DataRanges;
import dev.voyage.datalink.rule.LinkChoice;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.SourcePreference;
import dev.voyage.search.request.Target;
import dev.voyage.search.request.Via;
import dev.voyage.sky.SkyPosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A search as the JSON body of a POST, parsed strictly: no unknown and no repeated fields. */
public final class SearchJsonParser {

    /** Far more than any search needs. */
    public static final int MOST_BYTES = 256 * 1024;

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String RADIUS_DEG = "radiusDeg";
    private static final String ADQL = "adql";
    private static final Set<String> FIELDS = Set.of(
            ADQL,
            "target",
            "position",
            "targets",
            "catalogue",
            "catalogues",
            RADIUS_DEG,
            "where",
            "files",
            "action",
            "source",
            "links",
            "via",
            "select",
            "band",
            "time",
            "name",
            SearchBodyParser.RA_COLUMN,
            SearchBodyParser.DEC_COLUMN);
    private static final Set<String> PLACE = Set.of("raDeg", "decDeg");

    private SearchJsonParser() {}

    /**
     * @throws Problem {@code BAD_PARAMETER} that names the field, or {@code body} if the body as a whole cannot be parsed;
     *     {@code BODY_TOO_LARGE}
     */
    public static SearchRequest read(byte[] body) {
        return read(body, null);
    }

    /**
     * As {@link #read(byte[])}.
     *
     * @param table a file of targets sent with it: then the JSON itself names none; null if there is none
     */
    static SearchRequest read(byte[] body, byte[] table) {
        StrictJsonObject json = object(body, FIELDS);
        try {
            return request(json, table);
        } catch (Problem invalid) {
            throw invalid.naming(Map.of("radius", RADIUS_DEG));
        }
    }

    /**
     * Another body of one JSON object with these fields, parsed as strictly.
     *
     * @throws Problem {@code BAD_PARAMETER} that names the field or {@code body}; {@code BODY_TOO_LARGE}
     */
    static StrictJsonObject object(byte[] body, Set<String> fields) {
        return new StrictJsonObject("", tree(body), fields);
    }

    private static SearchRequest request(StrictJsonObject json, byte[] table) {
        List<Target> uploaded = SearchBodyParser.targets(
                table, json.text(SearchBodyParser.RA_COLUMN), json.text(SearchBodyParser.DEC_COLUMN));
        Optional<String> adql = json.text(ADQL);
        if (adql.isPresent() && json.has("position")) {
            throw Problem.badParameter(
                    "position", "give adql or a position, not both: a query selects its rows itself");
        }
        Optional<StrictJsonObject> files = json.object("files", Set.of("include", "exclude"));
        return new SearchRequest(
                        targets(json, uploaded),
                        catalogues(json),
                        json.number(RADIUS_DEG).orElse(SearchRequest.defaultRadiusDeg(adql.orElse(null))),
                        json.text("where").orElse(null),
                        files.map(fields -> fields.texts("include")).orElse(List.of()),
                        files.map(fields -> fields.texts("exclude")).orElse(List.of()),
                        json.text("action").map(Action::of).orElse(Action.DOWNLOAD),
                        json.text("source").map(SourcePreference::of).orElse(SourcePreference.AUTO),
                        json.has("links") ? LinkChoice.of(json.texts("links")) : LinkChoice.DEFAULT,
                        json.text("via").map(Via::of).orElse(Via.AUTO),
                        json.texts("select"),
                        adql.orElse(null),
                        DataRanges.of(
                                json.text("band").orElse(null),
                                json.text("time").orElse(null)))
                .named(json.text("name").orElse(null))
                .checked();
    }

    private static List<Target> targets(StrictJsonObject json, List<Target> uploaded) {
        var single = new ArrayList<Target>();
        json.text("target").map(Target::named).ifPresent(single::add);
        json.object("position", PLACE)
                .map(SearchJsonParser::position)
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
                ? json.each("targets", Target::named, Set.of("name", "raDeg", "decDeg"), SearchJsonParser::target)
                : single;
    }

    private static Target target(StrictJsonObject fields) {
        boolean placed = fields.has("raDeg") || fields.has("decDeg");
        if (!placed && !fields.has("name")) {
            String which = fields.prefix().replaceFirst("\\.$", "");
            throw Problem.badParameter(which, which + " has neither a name nor a position (raDeg and decDeg)");
        }
        return new Target(fields.text("name").orElse(null), placed ? position(fields) : null);
    }

    private static List<String> catalogues(StrictJsonObject json) {
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
                            + QuotedText.of(plain(wrong.getOriginalMessage())));
        } catch (IOException noText) { // in the encoding that its first bytes suggest
            throw Problem.badParameter(
                    "body",
                    "the body is not JSON as it should be: " + QuotedText.of(String.valueOf(noText.getMessage())));
        }
    }

    /** Without the parser's hints to the program's developers, between backquotes. */
    private static String plain(String message) {
        int advice = message.indexOf('`');
        if (advice < 0) {
            return message;
        }
        String said = message.substring(0, advice);
        int clause = Math.max(said.lastIndexOf(" ("), said.lastIndexOf(": "));
        return clause < 0 ? said : said.substring(0, clause);
    }

    public static Problem tooLarge() {
        return Problem.of(
                        ProblemType.BODY_TOO_LARGE,
                        "a search is at most " + MOST_BYTES + " bytes of JSON; this body is larger")
                .with("mostBytes", MOST_BYTES);
    }

    private static SkyPosition position(StrictJsonObject fields) {
        return PositionParameters.position(
                fields.prefix() + "raDeg", fields.required("raDeg"),
                fields.prefix() + "decDeg", fields.required("decDeg"));
    }
}
