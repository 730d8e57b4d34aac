package dev.voyage.demo.tap;

import dev.voyage.demo.regtap.AdqlTokens.NotUnderstood;
import dev.voyage.demo.server.DemoRequest;
import dev.voyage.demo.votable.DemoField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameters and tables of a form in parts (DALI 1.1, section 3.4.5; TAP 1.1, section 2.5.2). */
public final class TapUpload {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)");
    private static final Pattern NAME = Pattern.compile("\\bname=\"([^\"]*)\"");
    private static final Pattern FIELD = Pattern.compile("<FIELD\\b([^>]*)>");
    private static final Pattern ROW = Pattern.compile("<TR>(.*?)</TR>", Pattern.DOTALL);
    private static final Pattern CELL = Pattern.compile("<TD>(.*?)</TD>|<TD/>", Pattern.DOTALL);

    private TapUpload() {}

    /** The parts by name in upper case; those of other forms likewise. */
    public static Map<String, String> parameters(DemoRequest request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Matcher boundary = BOUNDARY.matcher(request.header("content-type"));
        if (!request.header("content-type").startsWith("multipart/form-data") || !boundary.find()) {
            for (String name : List.of("QUERY", "MAXREC", "LANG", "UPLOAD")) {
                parameters.put(name, request.params().get(name));
            }
            return parameters;
        }
        for (String part : request.form().split("(?:\r\n)?--" + Pattern.quote(boundary.group(1)), -1)) {
            int end = part.indexOf("\r\n\r\n");
            Matcher name = NAME.matcher(end < 0 ? "" : part.substring(0, end));
            if (name.find()) {
                parameters.put(name.group(1).toUpperCase(Locale.ROOT), part.substring(end + 4));
            }
        }
        return parameters;
    }

    /**
     * The uploaded tables by their name in queries.
     *
     * @throws NotUnderstood if one is not in a part, or not a VOTable in TABLEDATA
     */
    static Map<String, TapRows> tables(Map<String, String> parameters) {
        Map<String, TapRows> tables = new LinkedHashMap<>();
        for (String upload : parameters.getOrDefault("UPLOAD", "").split(";", -1)) {
            String[] pair = upload.split(",param:", -1);
            if (pair.length == 2) {
                String document = parameters.getOrDefault(pair[1].toUpperCase(Locale.ROOT), "");
                tables.put("tap_upload." + pair[0].strip().toLowerCase(Locale.ROOT), table(document));
            } else if (!upload.isBlank()) {
                throw new NotUnderstood("Only uploads in the request are supported");
            }
        }
        return tables;
    }

    /**
     * The rows of the uploaded tables, by column in lower case; null if missing.
     *
     * @throws NotUnderstood as {@link #tables}
     */
    public static List<Map<String, String>> rows(Map<String, String> parameters) {
        return tables(parameters).values().stream()
                .flatMap(table -> table.rows().stream())
                .toList();
    }

    private static TapRows table(String document) {
        if (!document.contains("<TABLEDATA")) {
            throw new NotUnderstood("An upload must be a VOTable in TABLEDATA");
        }
        List<DemoField> fields = new ArrayList<>();
        Matcher field = FIELD.matcher(document);
        while (field.find()) {
            fields.add(DemoField.of(attribute(field.group(1), "name"), attribute(field.group(1), "datatype"), "", ""));
        }
        List<Map<String, String>> rows = new ArrayList<>();
        Matcher row = ROW.matcher(document);
        while (row.find()) {
            Map<String, String> cells = new LinkedHashMap<>();
            Matcher cell = CELL.matcher(row.group(1));
            for (DemoField of : fields) {
                cells.put(of.name().toLowerCase(Locale.ROOT), cell.find() ? cell.group(1) : null);
            }
            rows.add(cells);
        }
        return new TapRows(fields, rows, null);
    }

    private static String attribute(String attributes, String name) {
        Matcher value = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(attributes);
        return value.find() ? value.group(1) : "";
    }
}
