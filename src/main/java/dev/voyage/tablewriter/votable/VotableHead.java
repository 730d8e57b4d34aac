package dev.voyage.tablewriter.votable;

import dev.voyage.coding.XmlText;
import dev.voyage.tablewriter.TableMetadata;
import dev.voyage.votable.table.ArrayShape;
import dev.voyage.votable.table.Column;

/** Writes the part of a VOTable before its rows. */
final class VotableHead {

    private static final String SCHEMA = "http://www.ivoa.net/xml/VOTable/v1.3"; // VOTable 1.4 has the same

    private VotableHead() {}

    static void write(TableMetadata table, StringBuilder xml) {
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<VOTABLE version=\"1.4\" xmlns=\"")
                .append(SCHEMA)
                .append("\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"")
                .append(SCHEMA)
                .append(" http://www.ivoa.net/xml/VOTable/VOTable-1.4.xsd\">\n<RESOURCE type=\"results\">\n");
        xml.append("<INFO name=\"QUERY_STATUS\" value=\"OK\"/>\n");
        table.infos().forEach((name, value) -> {
            xml.append("<INFO");
            attribute("name", name, xml);
            xml.append(" value=\"");
            XmlText.append(value, xml);
            xml.append("\"/>\n");
        });
        var systems = new TableSystems(table.columns());
        systems.write(xml);
        xml.append("<TABLE");
        attribute("name", table.name(), xml);
        attribute("nrows", table.rows() == TableMetadata.UNCOUNTED ? "" : Long.toString(table.rows()), xml);
        xml.append(">\n");
        description(table.description(), xml);
        table.columns().forEach(column -> field(column, systems.ref(column), xml));
    }

    private static void field(Column column, String ref, StringBuilder xml) {
        xml.append("<FIELD");
        attribute("ID", column.id(), xml);
        xml.append(" name=\"");
        XmlText.append(column.name(), xml);
        xml.append('"');
        attribute("datatype", column.datatype().written(), xml);
        attribute("arraysize", arraysize(column), xml);
        attribute("unit", column.unit(), xml);
        attribute("ucd", column.ucd(), xml);
        attribute("utype", column.utype(), xml);
        attribute("xtype", column.xtype(), xml);
        attribute("ref", ref, xml);
        if (column.description().isEmpty()) {
            xml.append("/>\n");
        } else {
            xml.append(">\n");
            description(column.description(), xml);
            xml.append("</FIELD>\n");
        }
    }

    private static String arraysize(Column column) {
        boolean oneText = column.datatype().isText() && ArrayShape.of(column).single();
        return oneText ? "*" : column.arraysize();
    }

    private static void description(String text, StringBuilder xml) {
        if (!text.isEmpty()) {
            xml.append("<DESCRIPTION>");
            XmlText.append(text, xml);
            xml.append("</DESCRIPTION>\n");
        }
    }

    static void attribute(String name, String value, StringBuilder xml) {
        if (!value.isEmpty()) {
            xml.append(' ').append(name).append("=\"");
            XmlText.append(value, xml);
            xml.append('"');
        }
    }
}
