package dev.voyage.tables;

import dev.voyage.votable.Column;
import java.util.Arrays;
import java.util.List;

/** Rows as TR and TD. */
final class TabledataRows implements VotableWriter.Rows {

    private final CellText[] cells;
    private final String[] missing;

    TabledataRows(List<Column> columns) {
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
    public void row(Object[] row, Bytes out) {
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
    public void after(Bytes out) {
        out.text("</TABLEDATA>\n</DATA>\n");
    }
}
