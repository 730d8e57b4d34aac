package dev.voyage.demo.tap;

import dev.voyage.demo.facts.DemoCatalogue;
import dev.voyage.demo.facts.DemoObservation;
import dev.voyage.demo.regtap.AdqlCondition;
import dev.voyage.demo.regtap.AdqlTokens;
import dev.voyage.demo.regtap.AdqlTokens.NotUnderstood;
import dev.voyage.demo.votable.DemoField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The subset of ADQL 2.1 that this service understands: {@code SELECT [TOP n] columns FROM table [WHERE condition]}, {@code COUNT(*) AS name} in place of columns, and
 * the pairs of two tables within a radius, {@code FROM a AS c, b AS t WHERE 1=CONTAINS(POINT(…), CIRCLE(…)) [AND
 * condition]}. A position in the first table is the one at which the archive finds the row.
 */
final class TapSelect {

    /** A table with its alias. */
    private record From(String alias, TapRows table) {}

    /** A column of the answer. */
    private record Item(String alias, String column, DemoField field) {}

    /**
     * The answer.
     *
     * @param catalogue whose rows are selected entirely, or null
     */
    record Answer(List<DemoField> fields, List<List<String>> rows, DemoCatalogue catalogue) {}

    private final AdqlTokens tokens;
    private final Map<String, TapRows> tables;
    private final List<From> from = new ArrayList<>();

    private TapSelect(String query, Map<String, TapRows> tables) {
        this.tokens = new AdqlTokens(query);
        this.tables = tables;
    }

    /**
     * @param tables by name in lower case
     * @throws NotUnderstood with the sentence for the client
     */
    static Answer run(String query, Map<String, TapRows> tables) {
        return new TapSelect(query, tables).answer();
    }

    private Answer answer() {
        tokens.expect("SELECT");
        if (tokens.takeIf("COUNT")) {
            return count();
        }
        int top = tokens.takeIf("TOP") ? Integer.parseInt(tokens.take()) : Integer.MAX_VALUE;
        List<String[]> wanted = new ArrayList<>();
        do {
            wanted.add(item());
        } while (tokens.takeIf(","));
        tokens.expect("FROM");
        do {
            from.add(table());
        } while (tokens.takeIf(","));
        List<Item> items = wanted.stream().flatMap(each -> items(each).stream()).toList();
        List<List<String>> rows = rows(items, top);
        DemoCatalogue whole = wanted.stream().anyMatch(each -> each[1].equals("*"))
                ? from.get(0).table().catalogue()
                : null;
        return new Answer(items.stream().map(Item::field).toList(), rows, whole);
    }

    /** The number of rows, behind {@code SELECT COUNT}. */
    private Answer count() {
        for (String word : List.of("(", "*", ")", "AS")) {
            tokens.expect(word);
        }
        String name = tokens.take();
        tokens.expect("FROM");
        from.add(table());
        int rows = rows(List.of(), Integer.MAX_VALUE).size();
        return new Answer(List.of(DemoField.of(name, "long", "", "")), List.of(List.of(Integer.toString(rows))), null);
    }

    /** Alias or empty, column or star, name in the answer. */
    private String[] item() {
        String token = tokens.take();
        if (token.equals("*") || token.endsWith(".")) {
            boolean qualified = token.endsWith(".");
            if (qualified) {
                tokens.expect("*");
            }
            return new String[] {qualified ? token.substring(0, token.length() - 1) : "", "*", ""};
        }
        int dot = token.indexOf('.');
        String column = AdqlTokens.column(token);
        return new String[] {
            dot < 0 ? "" : token.substring(0, dot), column, tokens.takeIf("AS") ? tokens.take() : column
        };
    }

    private From table() {
        String name = tokens.take().toLowerCase(Locale.ROOT);
        TapRows table = tables.get(name.replaceFirst("^public\\.", ""));
        if (table == null) {
            throw new NotUnderstood("Could not locate table '" + name + "'");
        }
        boolean named = tokens.takeIf("AS");
        return new From(named ? tokens.take().toLowerCase(Locale.ROOT) : name, table);
    }

    private List<Item> items(String[] wanted) {
        List<Item> items = new ArrayList<>();
        for (From each : from) {
            if (!wanted[0].isEmpty() && !wanted[0].equalsIgnoreCase(each.alias())) {
                continue;
            }
            for (DemoField field : each.table().fields()) {
                String name = field.name().toLowerCase(Locale.ROOT);
                if (wanted[1].equals("*")) {
                    items.add(new Item(each.alias(), name, field));
                } else if (name.equals(wanted[1])) {
                    String missing = field.nullText();
                    items.add(new Item(
                            each.alias(),
                            name,
                            new DemoField(
                                    wanted[2],
                                    field.id(),
                                    field.datatype(),
                                    field.unit(),
                                    field.ucd(),
                                    "",
                                    1,
                                    missing,
                                    field.description())));
                }
            }
        }
        if (items.isEmpty()) {
            throw new NotUnderstood("No such field known: " + wanted[1]);
        }
        return items;
    }

    private List<List<String>> rows(List<Item> items, int top) {
        BiPredicate<Map<String, String>, Map<String, String>> near = (left, right) -> true;
        Predicate<Map<String, String>> where = row -> true;
        if (tokens.takeIf("WHERE")) {
            boolean isPair = tokens.isNext("1");
            if (isPair) {
                near = contains();
            }
            if (!isPair || tokens.takeIf("AND")) {
                where = condition();
            }
        }
        if (!tokens.peek().isEmpty()) {
            throw new NotUnderstood("Expected the end but found '" + tokens.peek() + "'");
        }
        List<Map<String, String>> others =
                from.size() < 2 ? List.of(Map.of()) : from.get(1).table().rows();
        List<List<String>> rows = new ArrayList<>();
        for (Map<String, String> other : others) {
            for (Map<String, String> row : from.get(0).table().rows()) {
                if (rows.size() < top && near.test(row, other) && where.test(row)) {
                    Map<String, String> both = new LinkedHashMap<>(row);
                    both.putAll(other);
                    rows.add(items.stream()
                            .map(item -> both.get(item.column()))
                            .map(cell -> cell == null ? "" : cell)
                            .toList());
                }
            }
        }
        return rows;
    }

    private Predicate<Map<String, String>> condition() {
        Set<String> columns = new HashSet<>();
        from.get(0).table().fields().forEach(field -> columns.add(field.name().toLowerCase(Locale.ROOT)));
        return new AdqlCondition(tokens, columns, inner -> {
                    throw new NotUnderstood("No queries in conditions, please");
                })
                .condition();
    }

    /** {@code 1=CONTAINS(POINT('ICRS', c.ra, c.dec), CIRCLE('ICRS', t.ra, t.dec, degrees))}. */
    private BiPredicate<Map<String, String>, Map<String, String>> contains() {
        for (String word : List.of("1", "=", "CONTAINS", "(", "POINT", "(", "'ICRS'", ",")) {
            tokens.expect(word);
        }
        tokens.take();
        tokens.expect(",");
        tokens.take();
        for (String word : List.of(")", ",", "CIRCLE", "(", "'ICRS'", ",")) {
            tokens.expect(word);
        }
        Function<Map<String, String>, String> ra = coordinate();
        tokens.expect(",");
        Function<Map<String, String>, String> dec = coordinate();
        tokens.expect(",");
        double degrees = Double.parseDouble(tokens.take());
        tokens.expect(")");
        tokens.expect(")");
        return (row, other) -> arcmin(row, ra.apply(other), dec.apply(other)) <= degrees * 60;
    }

    /** A number, or the column of an uploaded position. */
    private Function<Map<String, String>, String> coordinate() {
        String sign = tokens.takeIf("-") ? "-" : "";
        String token = tokens.take();
        String column = AdqlTokens.column(token);
        return token.matches("[\\d.eE+]+") ? position -> sign + token : position -> position.get(column);
    }

    private static double arcmin(Map<String, String> row, String ra, String dec) {
        String[] place = row.getOrDefault(TapRows.PLACE, "").split(" ", -1);
        if (place.length < 2 || ra == null || dec == null) {
            return Double.NaN;
        }
        return DemoObservation.arcmin(
                new double[] {Double.parseDouble(place[0]), Double.parseDouble(place[1])},
                Double.parseDouble(ra),
                Double.parseDouble(dec));
    }
}
