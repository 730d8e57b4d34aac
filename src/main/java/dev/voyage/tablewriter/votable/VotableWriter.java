package dev.voyage.tablewriter.votable;

import dev.voyage.coding.XmlText;
import dev.voyage.tablewriter.ByteSink;
import dev.voyage.tablewriter.TableMetadata;
import dev.voyage.tablewriter.TableWriter;
import dev.voyage.votable.table.Column;
import java.nio.charset.StandardCharsets;

/**
 * A VOTable 1.4 with one table. A missing cell is a set bit in BINARY2, and in TABLEDATA an empty TD, or a TD with the
 * declared number of missing values; there are no magic numbers. Texts of any length are declared {@code *}, so that no
 * reader truncates them.
 *
 * @see <a href="https://www.ivoa.net/documents/VOTable/20191021/">VOTable 1.4</a>
 */
public final class VotableWriter implements TableWriter {

    private final TableMetadata table;
    private final Rows rows;

    /** The serialization of the rows of a document. */
    interface Rows {
        String before();

        void row(Object[] cells, ByteSink out);

        void after(ByteSink out);
    }

    private VotableWriter(TableMetadata table, Rows rows) {
        this.table = table;
        this.rows = rows;
    }

    /** With rows in readable text. */
    public static VotableWriter tabledata(TableMetadata table) {
        return new VotableWriter(table, new TabledataRowWriter(table.columns()));
    }

    /** A whole document with these rows in readable text, for a table that is small. */
    public static String document(TableMetadata table, Iterable<Object[]> rows) {
        var out = new ByteSink();
        VotableWriter writer = tabledata(table);
        writer.begin(out);
        rows.forEach(cells -> writer.row(cells, out));
        writer.end(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** With rows in BINARY2, base64. */
    public static VotableWriter binary2(TableMetadata table) {
        return new VotableWriter(table, new Binary2RowWriter(table.columns()));
    }

    @Override
    public void begin(ByteSink out) {
        var xml = new StringBuilder(4096);
        VotableHead.write(table, xml);
        out.text(xml).text(rows.before());
    }

    @Override
    public void row(Object[] cells, ByteSink out) {
        rows.row(cells, out);
    }

    @Override
    public void end(ByteSink out) {
        rows.after(out);
        var xml = new StringBuilder("</TABLE>\n");
        table.overflow().ifPresent(why -> {
            xml.append("<INFO name=\"QUERY_STATUS\" value=\"OVERFLOW\">");
            XmlText.append(why, xml);
            xml.append("</INFO>\n");
        });
        xml.append("</RESOURCE>\n");
        table.links().ifPresent(links -> describe(links, xml));
        out.text(xml.append("</VOTABLE>\n"));
    }

    /** Writes a service descriptor (DataLink 1.1, section 4). */
    private static void describe(TableMetadata.Links links, StringBuilder xml) {
        Column column = links.column();
        xml.append("<RESOURCE type=\"meta\" utype=\"adhoc:service\" name=\"links\">\n")
                .append("<DESCRIPTION>The files and other links of each row</DESCRIPTION>\n");
        param("standardID", "ivo://ivoa.net/std/DataLink#links-1.1", xml);
        param("accessURL", links.accessUrl(), xml);
        param("contentType", "application/x-votable+xml;content=datalink", xml);
        xml.append("<GROUP name=\"inputParams\">\n<PARAM name=\"ID\" datatype=\"char\" arraysize=\"*\" value=\"\"")
                .append(" ucd=\"meta.id;meta.main\" ref=\"")
                .append(column.id())
                .append("\"/>\n</GROUP>\n</RESOURCE>\n");
    }

    private static void param(String name, String value, StringBuilder xml) {
        xml.append("<PARAM name=\"").append(name).append("\" datatype=\"char\" arraysize=\"*\" value=\"");
        XmlText.append(value, xml);
        xml.append("\"/>\n");
    }
}
