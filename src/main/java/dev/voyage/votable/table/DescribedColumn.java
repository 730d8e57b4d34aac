package dev.voyage.votable.table;

import java.util.Optional;

/**
 * A column as a table of metadata describes it; null where it does not give the property.
 *
 * @param name without delimiters
 * @param datatype as written: of VOTable, such as {@code double}, or of SQL, such as {@code VARCHAR}
 * @param arraysize as written
 * @param unit VOUnit as written
 * @param ucd as written; either generation
 */
public record DescribedColumn(
        String name, String datatype, String arraysize, String unit, String ucd, String description) {

    /**
     * Reads a row of TAP_SCHEMA.columns (TAP 1.1, section 4.3) or of rr.table_column (RegTAP 1.1, section 8.7).
     *
     * @param name its column with the name
     * @param description its column with the description
     * @return empty if the row has no name
     */
    public static Optional<DescribedColumn> of(Row row, String name, String description) {
        return row.text(name)
                .map(text -> new DescribedColumn(
                        bare(text),
                        row.text("datatype").orElse(null),
                        row.text("arraysize").orElse(null),
                        row.text("unit").orElse(null),
                        row.text("ucd").orElse(null),
                        row.text(description).orElse(null)));
    }

    /** A delimited identifier without its delimiters. */
    private static String bare(String name) {
        boolean delimited = name.length() > 2 && name.startsWith("\"") && name.endsWith("\"");
        return delimited ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }
}
