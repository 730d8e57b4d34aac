package dev.voyage.api.searches;

import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.api.message.MultipartForm;
import dev.voyage.api.message.QueryParameters;
import dev.voyage.problem.Problem;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.Target;
import dev.voyage.search.upload.TargetTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The body of a POST: the search as JSON; a form with a file of targets and either the JSON or flat fields beside it; or the file
 * of targets alone, with flat parameters in the address.
 */
public final class SearchBodyParser {

    /** The part that is a file of targets, and the one that is the JSON. */
    private static final String TARGETS = "targets";

    private static final String REQUEST = "request";

    /** The position columns of a file of targets. */
    static final String RA_COLUMN = "raColumn";

    static final String DEC_COLUMN = "decColumn";

    private SearchBodyParser() {}

    /** The forms in which a search is sent. */
    public enum Form {
        JSON,
        /** A file of targets alone. */
        TABLE,
        MULTIPART
    }

    /** By the Content-Type, or null. */
    public static Form form(String contentType) {
        String type =
                contentType == null ? "" : contentType.toLowerCase(Locale.ROOT).strip();
        if (type.startsWith(MediaTypes.MULTIPART)) {
            return Form.MULTIPART;
        }
        boolean table = type.startsWith("text/")
                || type.contains("xml")
                || type.startsWith(MediaTypes.FITS)
                || type.startsWith("application/gzip");
        return table ? Form.TABLE : Form.JSON;
    }

    /**
     * @param rawQuery or null
     * @throws Problem that names the fault
     */
    static SearchRequest read(String contentType, byte[] body, String rawQuery) {
        Form form = form(contentType);
        if (form == Form.TABLE) {
            return SearchQueryParser.read(
                    QueryParameters.of(rawQuery, SearchQueryParser.namesAnd(RA_COLUMN, DEC_COLUMN)), body);
        }
        QueryParameters.of(rawQuery, Set.of());
        return form == Form.JSON ? SearchJsonParser.read(body) : form(MultipartForm.read(contentType, body));
    }

    private static SearchRequest form(List<MultipartForm.Part> parts) {
        byte[] table = null;
        byte[] json = null;
        var flat = new ArrayList<Map.Entry<String, String>>();
        for (MultipartForm.Part part : parts) {
            if (part.name().equals(TARGETS)) {
                refuse(table != null, TARGETS, "give one file of targets");
                table = part.content();
            } else if (part.name().equals(REQUEST)) {
                refuse(json != null, REQUEST, "give one request");
                json = part.content();
            } else {
                flat.add(Map.entry(part.name(), part.text()));
            }
        }
        refuse(json != null && !flat.isEmpty(), REQUEST, "give a request as JSON or as fields of the form, not both");
        return json == null
                ? SearchQueryParser.read(
                        QueryParameters.ofPairs(flat, SearchQueryParser.namesAnd(RA_COLUMN, DEC_COLUMN)), table)
                : SearchJsonParser.read(json, table);
    }

    /**
     * The targets of a file, if there is one.
     *
     * @param table or null
     * @param raColumn the position column that the request names, if any
     */
    static List<Target> targets(byte[] table, Optional<String> raColumn, Optional<String> decColumn) {
        if (table == null) {
            refuse(raColumn.isPresent(), RA_COLUMN, "raColumn names a column of a file of targets, and none was sent");
            refuse(
                    decColumn.isPresent(),
                    DEC_COLUMN,
                    "decColumn names a column of a file of targets, and none was sent");
            return List.of();
        }
        return TargetTable.read(table, raColumn.orElse(null), decColumn.orElse(null));
    }

    private static void refuse(boolean wrong, String name, String right) {
        if (wrong) {
            throw Problem.badParameter(name, right);
        }
    }
}
