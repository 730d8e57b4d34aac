package dev.voyage.tables;

import dev.voyage.votable.Column;
import dev.voyage.votable.Shape;
import java.util.Locale;
import java.util.Set;

/** What stands in a VOTable before its rows. */
final class VotableHead {

    private static final String SCHEMA = "http://www.ivoa.net/xml/VOTable/v1.3"; // that of 1.4 too

    /** The main position of a cone search is ICRS (SCS 1.1, section 2.2). */
    private static final Set<String> MAIN_POSITION =
            Set.of("pos.eq.ra;meta.main", "pos.eq.dec;meta.main", "pos_eq_ra_main", "pos_eq_dec_main");

    private VotableHead() {}

    static void write(Table table, StringBuilder xml) {
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
        if (table.columns().stream().anyMatch(VotableHead::isMainPosition)) {
            xml.append("<COOSYS ID=\"icrs\" system=\"ICRS\"/>\n");
        }
        if (table.columns().stream().anyMatch(VotableHead::isMjd)) {
            xml.append(
                    "<TIMESYS ID=\"mjd\" timeorigin=\"MJD-origin\" timescale=\"UNKNOWN\" refposition=\"UNKNOWN\"/>\n");
        }
        xml.append("<TABLE");
        attribute("name", table.name(), xml);
        attribute("nrows", table.rows() == Table.UNCOUNTED ? "" : Long.toString(table.rows()), xml);
        xml.append(">\n");
        description(table.description(), xml);
        table.columns().forEach(column -> field(column, xml));
    }

    private static void field(Column column, StringBuilder xml) {
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
        if (isMainPosition(column)) {
            attribute("ref", "icrs", xml);
        } else if (isMjd(column)) {
            attribute("ref", "mjd", xml);
        }
        if (column.description().isEmpty()) {
            xml.append("/>\n");
        } else {
            xml.append(">\n");
            description(column.description(), xml);
            xml.append("</FIELD>\n");
        }
    }

    private static String arraysize(Column column) {
        boolean oneText = column.datatype().isText() && Shape.of(column).single();
        return oneText ? "*" : column.arraysize();
    }

    private static boolean isMainPosition(Column column) {
        return MAIN_POSITION.contains(column.ucd().strip().toLowerCase(Locale.ROOT));
    }

    private static boolean isMjd(Column column) {
        return column.datatype().isNumeric() && column.unit().strip().equalsIgnoreCase("mjd");
    }

    private static void description(String text, StringBuilder xml) {
        if (!text.isEmpty()) {
            xml.append("<DESCRIPTION>");
            XmlText.append(text, xml);
            xml.append("</DESCRIPTION>\n");
        }
    }

    private static void attribute(String name, String value, StringBuilder xml) {
        if (!value.isEmpty()) {
            xml.append(' ').append(name).append("=\"");
            XmlText.append(value, xml);
            xml.append('"');
        }
    }
}
