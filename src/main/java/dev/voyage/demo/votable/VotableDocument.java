package dev.voyage.demo.votable;

import java.util.ArrayList;
import java.util.List;

/** One VOTable as HEASARC writes them, in pieces: the part before the rows, each row, the rest. */
public final class VotableDocument {

    private static final String HEAD = """
            <?xml version="1.0"?>
            <VOTABLE xmlns="http://www.ivoa.net/xml/VOTable/v1.3" \
            xsi:schemaLocation="http://www.ivoa.net/xml/VOTable/v1.3 \
            http://www.ivoa.net/xml/VOTable/v1.3" \
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="1.4">
            """;

    private final List<String> infos = new ArrayList<>();
    private final List<DemoField> fields = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private VotableSerialization serialization = VotableSerialization.TABLEDATA;
    private String table = "";
    private String description = "";
    private String resourcesBefore = "";
    private String resourcesAfter = "";
    private String afterTable = "";

    public VotableDocument table(String name, String about) {
        table = name;
        description = about;
        return this;
    }

    public VotableDocument info(String name, String value, String text) {
        infos.add(info("  ", name, value, text));
        return this;
    }

    public VotableDocument ok() {
        return info("QUERY_STATUS", "OK", "No errors detected in query preprocessing");
    }

    /** Marks the rows as truncated: DALI 1.1, section 4.4.1, after the table. */
    public VotableDocument overflow() {
        afterTable = info("  ", "QUERY_STATUS", "OVERFLOW", "");
        return this;
    }

    public VotableDocument fields(List<DemoField> more) {
        fields.addAll(more);
        return this;
    }

    public VotableDocument row(List<String> cells) {
        rows.add(cells);
        return this;
    }

    public VotableDocument serialization(VotableSerialization wanted) {
        serialization = wanted;
        return this;
    }

    public VotableDocument resourceBefore(String xml) {
        resourcesBefore += xml;
        return this;
    }

    public VotableDocument resourceAfter(String xml) {
        resourcesAfter += xml;
        return this;
    }

    public List<String> pieces() {
        List<String> pieces = new ArrayList<>();
        pieces.add(beforeRows());
        var lines = new Base64Lines();
        for (List<String> row : rows) {
            pieces.add(
                    serialization == VotableSerialization.TABLEDATA
                            ? tableRow(row)
                            : lines.feed(BinaryRow.of(fields, row, serialization == VotableSerialization.BINARY2)));
        }
        pieces.add(lines.end() + afterRows());
        return pieces;
    }

    public String whole() {
        return String.join("", pieces());
    }

    /** The error document of HEASARC's services: with HTTP status 200. */
    public static String error(String message) {
        return HEAD
                + " <RESOURCE type=\"results\">\n"
                + info("  ", "QUERY_STATUS", "ERROR", message)
                + " </RESOURCE>\n</VOTABLE>\n";
    }

    private String beforeRows() {
        var xml = new StringBuilder(HEAD).append(resourcesBefore);
        xml.append(" <RESOURCE type=\"results\">\n");
        infos.forEach(xml::append);
        xml.append(table.isEmpty() ? "  <TABLE>\n" : "  <TABLE name=\"" + table + "\">\n");
        if (!description.isEmpty()) {
            xml.append("   <DESCRIPTION>").append(XmlEscape.text(description)).append("</DESCRIPTION>\n");
        }
        fields.forEach(field -> field.writeTo(xml));
        xml.append("   <DATA>\n    <").append(serialization).append(">\n");
        if (serialization != VotableSerialization.TABLEDATA) {
            xml.append("     <STREAM encoding=\"base64\">\n");
        }
        return xml.toString();
    }

    private String afterRows() {
        String stream = serialization == VotableSerialization.TABLEDATA ? "" : "     </STREAM>\n";
        return stream
                + "    </"
                + serialization
                + ">\n   </DATA>\n  </TABLE>\n"
                + afterTable
                + " </RESOURCE>\n"
                + resourcesAfter
                + "</VOTABLE>\n";
    }

    private static String tableRow(List<String> cells) {
        var xml = new StringBuilder("     <TR>");
        cells.forEach(cell -> xml.append("<TD>").append(XmlEscape.text(cell)).append("</TD>"));
        return xml.append("</TR>\n").toString();
    }

    private static String info(String indent, String name, String value, String text) {
        return indent
                + "<INFO name=\""
                + name
                + "\" value=\""
                + XmlEscape.text(value)
                + (text.isEmpty() ? "\"/>\n" : "\">" + XmlEscape.text(text) + "</INFO>\n");
    }
}
