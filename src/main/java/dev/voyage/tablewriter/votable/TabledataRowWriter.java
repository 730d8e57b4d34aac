package dev.voyage.tablewriter.votable;

import dev.voyage.coding.XmlText;
import dev.voyage.tablewriter.ByteSink;
import dev.voyage.tablewriter.CellText;
import dev.voyage.votable.table.Column;
import java.util.Arrays;
import java.util.List;

/** Writes rows as TR and TD. */
final class TabledataRowWriter implements VotableWriter.Rows {

    private final CellText[] cells;
    private final String[] missing;

    TabledataRowWriter(List<Column> columns) {
        cells = columns.stream().map(CellText::new).toArray(CellText[]::new);
        missing = Arrays.stream(cells)
                .map(cell -> cell.missing().isEmpty() ? "<TD/>" : "<TD>" + cell.missing() + "</TD>")
                .toArray(String[]::new);
    }

    @Override
    public String before() {
        return "<DATA>\n<TABLEDATA>\n";
    }

    @Override
    public void row(Object[] row, ByteSink out) {
        var xml = new StringBuilder("<TR>");
        for (int i = 0; i < cells.length; i++) {
            if (row[i] == null) {
                xml.append(missing[i]);
            } else {
                xml.append("<TD>");
                XmlText.append(cells[i].of(row[i]), xml);
                xml.append("</TD>");
            }
        }
        out.text(xml.append("</TR>\n"));
    }

    @Override
    public void after(ByteSink out) {
        out.text("</TABLEDATA>\n</DATA>\n");
    }
}
