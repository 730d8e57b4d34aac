package dev.voyage.demo.votable;

import java.util.Map;

/**
 * One FIELD of a document. Attributes with empty text are omitted.
 *
 * @param datatype one of char, unicodeChar (both of any length), short, int, long, float, double
 * @param verb the lowest VERB of a cone search that shows it
 * @param nullText the number for a missing integer, or empty
 */
public record DemoField(
        String name,
        String id,
        String datatype,
        String unit,
        String ucd,
        String precision,
        int verb,
        String nullText,
        String description,
        String utype) {

    /** A field without a utype. */
    public DemoField(
            String name,
            String id,
            String datatype,
            String unit,
            String ucd,
            String precision,
            int verb,
            String nullText,
            String description) {
        this(name, id, datatype, unit, ucd, precision, verb, nullText, description, "");
    }

    public static DemoField of(String name, String datatype, String unit, String ucd) {
        return new DemoField(name, "", datatype, unit, ucd, "", 1, "", "");
    }

    public static DemoField of(Map<String, String> facts) {
        return new DemoField(
                facts.get("name"),
                facts.get("id"),
                facts.get("datatype"),
                facts.get("unit"),
                facts.get("ucd"),
                facts.get("precision"),
                Integer.parseInt(facts.get("verb")),
                facts.get("null"),
                facts.get("description"));
    }

    /** The same with a utype. */
    public DemoField utype(String its) {
        return new DemoField(name, id, datatype, unit, ucd, precision, verb, nullText, description, its);
    }

    boolean isText() {
        return datatype.equals("char") || datatype.equals("unicodeChar");
    }

    void writeTo(StringBuilder xml) {
        xml.append("   <FIELD");
        attribute(xml, "ID", id);
        attribute(xml, "unit", unit);
        attribute(xml, "datatype", datatype);
        attribute(xml, "arraysize", isText() ? "*" : "");
        attribute(xml, "ucd", ucd);
        attribute(xml, "utype", utype);
        attribute(xml, "precision", precision);
        attribute(xml, "name", name);
        if (description.isEmpty() && nullText.isEmpty()) {
            xml.append("/>\n");
            return;
        }
        xml.append(">\n");
        if (!description.isEmpty()) {
            xml.append("    <DESCRIPTION>").append(XmlEscape.text(description)).append("</DESCRIPTION>\n");
        }
        if (!nullText.isEmpty()) {
            xml.append("    <VALUES null=\"").append(nullText).append("\"/>\n");
        }
        xml.append("   </FIELD>\n");
    }

    private static void attribute(StringBuilder xml, String name, String value) {
        if (!value.isEmpty()) {
            xml.append(' ')
                    .append(name)
                    .append("=\"")
                    .append(XmlEscape.text(value))
                    .append('"');
        }
    }
}
