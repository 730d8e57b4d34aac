package dev.voyage.api;

import dev.voyage.problem.Problem;
import dev.voyage.search.SearchRequest;
import dev.voyage.search.Target;
import dev.voyage.search.TargetTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a POST may bring: the search as JSON; a form with a file of targets and either the JSON or flat fields beside it;
 * or the file of targets alone, with flat parameters in the address.
 */
final class SearchBody {

    static final String MULTIPART = "multipart/form-data";

    /** The part that is a file of targets, and the one that is the JSON. */
    private static final String TARGETS = "targets";

    private static final String REQUEST = "request";

    private SearchBody() {}

    /** In which of its ways a search comes. */
    enum Form {
        JSON,
        /** A file of targets alone. */
        TABLE,
        MULTIPART
    }

    /** By the Content-Type, or null. */
    static Form form(String contentType) {
        String type =
                contentType == null ? "" : contentType.toLowerCase(Locale.ROOT).strip();
        if (type.startsWith(MULTIPART)) {
            return Form.MULTIPART;
        }
        return type.startsWith("text/") || type.contains("xml") ? Form.TABLE : Form.JSON;
    }

    /**
     * @param rawQuery or null
     * @throws Problem that names what is wrong
     */
    static SearchRequest read(String contentType, byte[] body, String rawQuery) {
        Form form = form(contentType);
        if (form == Form.TABLE) {
            return FlatForm.read(Query.of(rawQuery, FlatForm.NAMES), TargetTable.read(body));
        }
        Query.of(rawQuery, Set.of());
        return form == Form.JSON ? JsonForm.read(body) : form(MultipartForm.read(contentType, body));
    }

    private static SearchRequest form(List<MultipartForm.Part> parts) {
        List<Target> targets = List.of();
        byte[] json = null;
        var flat = new ArrayList<Map.Entry<String, String>>();
        for (MultipartForm.Part part : parts) {
            if (part.name().equals(TARGETS)) {
                refuse(!targets.isEmpty(), TARGETS, "give one file of targets");
                targets = TargetTable.read(part.content());
            } else if (part.name().equals(REQUEST)) {
                refuse(json != null, REQUEST, "give one request");
                json = part.content();
            } else {
                flat.add(Map.entry(part.name(), part.text()));
            }
        }
        refuse(json != null && !flat.isEmpty(), REQUEST, "give a request as JSON or as fields of the form, not both");
        return json == null
                ? FlatForm.read(Query.ofPairs(flat, FlatForm.namesAnd(TARGETS, REQUEST)), targets)
                : JsonForm.read(json, targets);
    }

    private static void refuse(boolean wrong, String name, String right) {
        if (wrong) {
            throw Problem.badParameter(name, right);
        }
    }
}
