package dev.voyage.tap;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names of tables and columns in a query: regular ones as they are, all others as delimited identifiers.
 *
 * @see <a href="https://www.ivoa.net/documents/ADQL/">ADQL 2.1, 2.1.2 and 2.1.3</a>
 */
public final class AdqlIdentifier {

    private static final Pattern REGULAR = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final Pattern DELIMITED = Pattern.compile("\"(?:[^\"]|\"\")+\"");
    private static final Pattern PARTS = Pattern.compile("(?:\"(?:[^\"]|\"\")+\"|[A-Za-z][A-Za-z0-9_]*)"
            + "(?:\\.(?:\"(?:[^\"]|\"\")+\"|[A-Za-z][A-Za-z0-9_]*)){0,2}");
    private static final Pattern DOT = Pattern.compile("\\.(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

    /** The reserved words of ADQL 2.1 and SQL-92 that columns of catalogues have as names. */
    private static final Set<String> RESERVED = Set.of(
            ("ABS ACOS ADD ALL ALTER AND ANY AREA AS ASC ASIN AT ATAN ATAN2 AVG BEGIN BETWEEN BIGINT BIT BOTH BOX BY CASE"
                            + " CAST CATALOG CEILING CENTROID CHAR CHARACTER CHECK CIRCLE CLOSE COLUMN COMMIT CONNECT"
                            + " CONSTRAINT CONTAINS CONTINUE COORD1 COORD2 COORDSYS COS COUNT CREATE CROSS CURRENT DATE"
                            + " DAY DECIMAL DECLARE DEFAULT DEGREES DELETE DESC DESCRIBE DISTANCE DISTINCT DOMAIN DOUBLE"
                            + " DROP ELSE END ESCAPE EXCEPT EXCEPTION EXISTS EXP EXTERNAL EXTRACT FALSE FETCH FIRST FLOAT"
                            + " FLOOR FOR FOREIGN FOUND FROM FULL GET GLOBAL GO GRANT GROUP HAVING HOUR IDENTITY ILIKE"
                            + " IMMEDIATE IN INDICATOR INNER INPUT INSERT INT INTEGER INTERSECT INTERSECTS INTERVAL INTO"
                            + " IN_UNIT IS ISOLATION JOIN KEY LANGUAGE LAST LEADING LEFT LEVEL LIKE LOCAL LOG LOG10 LOWER"
                            + " MATCH MAX MIN MINUTE MOD MODULE MONTH NAMES NATIONAL NATURAL NCHAR NEXT NO NOT NULL"
                            + " NUMERIC OF OFFSET ON ONLY OPEN OPTION OR ORDER OUTER OUTPUT OVERLAPS PAD PARTIAL PI POINT"
                            + " POLYGON POSITION POWER PRECISION PRIMARY PRIOR PRIVILEGES PUBLIC RADIANS RAND READ REAL"
                            + " REFERENCES REGION RELATIVE RESTRICT REVOKE RIGHT ROLLBACK ROUND ROWS SCHEMA SCROLL SECOND"
                            + " SECTION SELECT SESSION SET SIN SIZE SMALLINT SOME SPACE SQL SQRT SUBSTRING SUM SYSTEM_USER"
                            + " TABLE TAN TEMPORARY THEN TIME TIMESTAMP TO TOP TRAILING TRANSACTION TRANSLATE TRIM TRUE"
                            + " TRUNCATE UNION UNIQUE UNKNOWN UPDATE UPPER USAGE USER USING VALUE VALUES VARCHAR VARYING"
                            + " VIEW WHEN WHENEVER WHERE WITH WORK WRITE YEAR ZONE")
                    .split(" ", -1));

    private AdqlIdentifier() {}

    /** A column's name as it is written in a query; one that is delimited already is kept. */
    public static String column(String name) {
        return DELIMITED.matcher(name).matches() ? name : part(name);
    }

    /** The name without the delimiters. */
    static String bare(String name) {
        return DELIMITED.matcher(name).matches()
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name;
    }

    /**
     * A table's name as it is written in a query: its catalogue, schema and name are written each for itself if they are
     * separated by dots; any other name, such as VizieR's {@code II/246/out}, is one delimited identifier.
     */
    static String table(String name) {
        if (!PARTS.matcher(name).matches()) {
            return delimited(name);
        }
        return Arrays.stream(DOT.split(name, -1)).map(AdqlIdentifier::column).collect(Collectors.joining("."));
    }

    /** A string literal. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String part(String name) {
        boolean plain = REGULAR.matcher(name).matches() && !RESERVED.contains(name.toUpperCase(Locale.ROOT));
        return plain ? name : delimited(name);
    }

    private static String delimited(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
