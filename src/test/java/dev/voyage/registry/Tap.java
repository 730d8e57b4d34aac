package dev.voyage.registry;

import java.util.List;
import java.util.stream.Collectors;

/** Responses of a registry, in DaCHS' format, to voyage's queries. */
public final class Tap {

    public static final String CONE = "ivo://ivoa.net/std/conesearch";
    static final String NUMASTER = "https://heasarc.gsfc.nasa.gov/xamin/vo/cone?showoffsets&table=numaster&";

    private Tap() {}

    public static String answer(List<String> columns, List<List<String>> rows) {
        String fields = columns.stream()
                .map(c -> "<FIELD name=\"" + c + "\" datatype=\"char\" arraysize=\"*\"/>")
                .collect(Collectors.joining());
        String cells = rows.stream()
                .map(row -> row.stream()
                        .map(cell -> "<TD>" + escaped(cell) + "</TD>")
                        .collect(Collectors.joining("", "<TR>", "</TR>")))
                .collect(Collectors.joining());
        return "<VOTABLE version=\"1.4\" xmlns=\"http://www.ivoa.net/xml/VOTable/v1.3\">"
                + "<RESOURCE type=\"results\"><INFO name=\"QUERY_STATUS\" value=\"OK\"/><TABLE>"
                + fields
                + "<DATA><TABLEDATA>"
                + cells
                + "</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>";
    }

    /** Rows of standard, type, role, use, locked, URL. */
    public static String interfaces(List<List<String>> rows) {
        return answer(
                List.of(
                        "standard_id",
                        "intf_type",
                        "intf_role",
                        "url_use",
                        "authenticated_only",
                        "access_url",
                        "res_title"),
                rows.stream().map(Tap::titled).toList());
    }

    static String numaster() {
        return interfaces(List.of(List.of(CONE, "vs:paramhttp", "std", "base", "0", NUMASTER)));
    }

    public static String error() {
        return "<VOTABLE><RESOURCE type=\"results\"><INFO name=\"QUERY_STATUS\""
                + " value=\"ERROR\">no such column</INFO></RESOURCE></VOTABLE>";
    }

    private static List<String> titled(List<String> row) {
        var titled = new java.util.ArrayList<>(row);
        titled.add("NuSTAR Master Catalog");
        return List.copyOf(titled);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
