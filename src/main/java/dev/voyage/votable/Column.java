package dev.voyage.votable;

/**
 * One FIELD of a table. Text that the document does not give is empty.
 *
 * @param name as written, not necessarily unique in its table
 * @param id the XML ID that {@code ref} attributes point to, or empty
 * @param arraysize as written: empty for a scalar, {@code *}, {@code 19*}, {@code 3x*}
 * @param unit VOUnit as written, or empty
 * @param ucd as written, or empty; either generation
 * @param nullText the {@code null} of its VALUES, or Java null where there is none
 */
public record Column(
        String name,
        String id,
        Datatype datatype,
        String arraysize,
        String unit,
        String ucd,
        String utype,
        String xtype,
        String description,
        String nullText) {

    /** A column of which only the essentials are known. */
    public static Column of(String name, Datatype datatype, String arraysize, String unit, String ucd) {
        return new Column(name, "", datatype, arraysize, unit, ucd, "", "", "", null);
    }

    /** Whether a cell is one value: no arraysize, or one of text. */
    public boolean isScalar() {
        return arraysize.isEmpty() || arraysize.equals("1") || (datatype.isText() && arraysize.indexOf('x') < 0);
    }
}
