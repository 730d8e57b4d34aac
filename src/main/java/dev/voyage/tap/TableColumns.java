package dev.voyage.tap;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Datatype;
import dev.voyage.votable.table.Row;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * The columns of a table as TAP_SCHEMA describes them.
 *
 * @param all their names without delimiters; those that are not floating-point numbers, or whose name may be written in
 *     several ways, have the type of texts
 * @param ra name of the right ascension, degrees, as TAP_SCHEMA writes it
 * @param dec name of the declination likewise
 */
record TableColumns(Columns all, String ra, String dec) {

    private static final List<List<String>> NAMES = List.of(
            List.of("ra", "dec"),
            List.of("raj2000", "dej2000"),
            List.of("s_ra", "s_dec"),
            List.of("ra_icrs", "de_icrs"));

    /** The problem of a table that the service does not describe. */
    static Problem unknown(String table) {
        return Problem.of(ProblemType.UNKNOWN_CATALOGUE, "the TAP service describes no table " + QuotedText.of(table));
    }

    /**
     * @param described the rows of TAP_SCHEMA.columns for the table
     * @throws Problem {@code UNKNOWN_CATALOGUE} if there are none; {@code MALFORMED} if its main position, as numbers in
     *     degrees, is not certain
     */
    static TableColumns of(String table, List<Row> described) {
        if (described.isEmpty()) {
            throw unknown(table);
        }
        Optional<TableColumns> certain = position(
                        described, TableColumns::hasUcd, "pos.eq.ra;meta.main", "pos.eq.dec;meta.main")
                .or(() -> position(described, TableColumns::hasUcd, "pos_eq_ra_main", "pos_eq_dec_main"))
                .or(() -> position(described, TableColumns::hasUcd, "pos.eq.ra", "pos.eq.dec"));
        for (List<String> names : NAMES) {
            certain = certain.or(() -> position(described, TableColumns::isNamed, names.get(0), names.get(1)));
        }
        return certain.orElseThrow(() -> Problem.of(
                ProblemType.MALFORMED,
                "it is not certain which columns of the table " + QuotedText.of(table) + " are its position"));
    }

    private static Optional<TableColumns> position(
            List<Row> described, BiPredicate<Row, String> has, String ra, String dec) {
        return only(described, row -> has.test(row, ra)).flatMap(lon -> only(described, row -> has.test(row, dec))
                .map(lat -> new TableColumns(columns(described), name(lon), name(lat))));
    }

    /** The only such column, if it has numbers in degrees. */
    private static Optional<Row> only(List<Row> described, Predicate<Row> wanted) {
        List<Row> found = described.stream().filter(wanted).toList();
        return found.size() == 1 && isAngle(found.get(0)) ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static boolean isAngle(Row row) {
        String unit = text(row, "unit");
        return isReal(row) && (unit.isEmpty() || unit.equals("deg") || unit.equals("degree") || unit.equals("degrees"));
    }

    private static boolean hasUcd(Row row, String ucd) {
        return text(row, "ucd").equals(ucd);
    }

    private static boolean isNamed(Row row, String name) {
        return AdqlIdentifier.bare(name(row)).toLowerCase(Locale.ROOT).equals(name);
    }

    private static boolean isReal(Row row) {
        return type(row).isPresent();
    }

    /** Of a scalar that is a floating-point number. */
    private static Optional<Datatype> type(Row row) {
        String size = text(row, "arraysize") + text(row, "size") + text(row, "\"size\"");
        if (!size.isEmpty() && !size.matches("-?1|11?")) {
            return Optional.empty();
        }
        return switch (text(row, "datatype").replaceFirst("^adql:", "")) {
            case "double" -> Optional.of(Datatype.DOUBLE);
            case "float", "real" -> Optional.of(Datatype.FLOAT);
            default -> Optional.empty();
        };
    }

    private static Columns columns(List<Row> described) {
        return new Columns(described.stream()
                .map(row -> type(row)
                        .filter(type -> AdqlIdentifier.column(AdqlIdentifier.bare(name(row)))
                                .equals(name(row)))
                        .map(type -> Column.of(AdqlIdentifier.bare(name(row)), type))
                        .orElseGet(() -> Column.text(AdqlIdentifier.bare(name(row)))))
                .toList());
    }

    private static String name(Row row) {
        return row.text("column_name").orElse("");
    }

    private static String text(Row row, String column) {
        return row.text(column).orElse("").toLowerCase(Locale.ROOT);
    }
}
