package dev.voyage.tap;

import dev.voyage.sky.SkyPosition;
import java.math.BigDecimal;

/**
 * The query for the rows of a table around uploaded positions, in the form of HEASARC's tutorials: one row for each pair
 * of a position and a row of the table within the radius.
 *
 * @param radiusDeg degrees, 0 to 180
 * @param condition a further condition on the rows, on columns with the prefix {@code c.}; null for every row
 * @see <a href="https://www.ivoa.net/documents/TAP/">TAP 1.1, 2.5</a>
 */
record ChunkQuery(TapTable table, double radiusDeg, String condition) {

    /** The column of the answer with the index of the position. */
    static final String TARGET = "voyage_target";

    /** The prefix of the table's columns. */
    static final String PREFIX = "c.";

    /** The query for the number of rows around one position: an answer of one row with one number. */
    static AdqlQuery counting(String table, TableColumns columns, SkyPosition centre, double radiusDeg) {
        return new AdqlQuery("SELECT COUNT(*) AS voyage_count FROM " + AdqlIdentifier.table(table)
                + " WHERE 1=CONTAINS(POINT('ICRS', " + AdqlIdentifier.column(columns.ra()) + ", "
                + AdqlIdentifier.column(columns.dec()) + "), CIRCLE('ICRS', " + plain(centre.raDeg()) + ", "
                + plain(centre.decDeg()) + ", " + plain(radiusDeg) + "))");
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).toPlainString();
    }

    /** The text of the query. */
    String adql() {
        TableColumns columns = table.columns();
        return "SELECT t." + UploadTable.ID + " AS " + TARGET + ", c.* FROM "
                + AdqlIdentifier.table(table.address().table())
                + " AS c, TAP_UPLOAD." + UploadTable.NAME + " AS t WHERE 1=CONTAINS(POINT('ICRS', "
                + PREFIX + AdqlIdentifier.column(columns.ra()) + ", " + PREFIX
                + AdqlIdentifier.column(columns.dec()) + "), CIRCLE('ICRS', t." + UploadTable.RA + ", t."
                + UploadTable.DEC + ", " + plain(radiusDeg) + "))"
                + (condition == null ? "" : " AND (" + condition + ")");
    }
}
