package dev.voyage.demo.regtap;

import dev.voyage.demo.regtap.AdqlTokens.NotUnderstood;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The subset of ADQL 2.1 that registry clients send, on one wide table (each interface with its capability and
 * resource): select lists with names, aliases and {@code ivo_string_agg}, natural and USING joins of the {@code rr}
 * tables, WHERE, IN with a subquery, GROUP BY, UNION, TOP. ORDER BY is ignored: rows come in the registry's order.
 */
final class AdqlSelect {

    /** The result of a query: names of the columns, and the cells; null if missing. */
    record Result(List<String> columns, List<List<String>> rows) {}

    /** One item of the select list; an aggregate sees all rows of its group. */
    private record Item(String name, Function<List<Map<String, String>>, String> cell) {}

    private static final Set<String> RESOURCE_TABLES =
            Set.of("resource", "res_subject", "res_role", "res_table", "table_column", "alt_identifier", "stc_spatial");

    private final List<Map<String, String>> table;
    private final Set<String> columns;
    private final AdqlTokens tokens;

    private AdqlSelect(List<Map<String, String>> table, Set<String> columns, AdqlTokens tokens) {
        this.table = table;
        this.columns = columns;
        this.tokens = tokens;
    }

    /**
     * @throws NotUnderstood with the sentence for the client
     */
    static Result run(String query, List<Map<String, String>> table, Set<String> columns) {
        var tokens = new AdqlTokens(query);
        Result result = new AdqlSelect(table, columns, tokens).union();
        if (!tokens.peek().isEmpty()) {
            throw new NotUnderstood("Expected the end but found '" + tokens.peek() + "'");
        }
        return result;
    }

    private Result union() {
        Result result = select();
        Set<List<String>> rows = new LinkedHashSet<>(result.rows());
        boolean united = false;
        while (tokens.takeIf("UNION")) {
            tokens.takeIf("ALL");
            rows.addAll(select().rows());
            united = true;
        }
        return united ? new Result(result.columns(), List.copyOf(rows)) : result;
    }

    private Result select() {
        tokens.expect("SELECT");
        boolean distinct = tokens.takeIf("DISTINCT");
        int top = tokens.takeIf("TOP") ? Integer.parseInt(tokens.take()) : Integer.MAX_VALUE;
        List<Item> items = new ArrayList<>();
        do {
            items.addAll(item());
        } while (tokens.takeIf(","));
        tokens.expect("FROM");
        Collection<Map<String, String>> from = from();
        Predicate<Map<String, String>> where =
                tokens.takeIf("WHERE") ? condition().condition() : row -> true;
        List<String> grouping = new ArrayList<>();
        if (tokens.takeIf("GROUP")) {
            tokens.expect("BY");
            do {
                grouping.add(AdqlTokens.column(tokens.take()));
            } while (tokens.takeIf(","));
        }
        skipOrder();
        List<List<String>> rows = groups(from.stream().filter(where).toList(), grouping).stream()
                .map(group -> cells(items, group))
                .toList();
        Collection<List<String>> shown = distinct ? new LinkedHashSet<>(rows) : rows;
        return new Result(
                items.stream().map(Item::name).toList(),
                shown.stream().limit(top).toList());
    }

    private List<Item> item() {
        if (tokens.takeIf("*")) {
            return columns.stream()
                    .map(name -> new Item(name, group -> group.get(0).get(name)))
                    .toList();
        }
        String token = tokens.peek();
        Function<List<Map<String, String>>, String> cell;
        if (tokens.isNext("ivo_string_agg")) {
            tokens.take();
            tokens.expect("(");
            AdqlCondition.Value value = condition().value();
            tokens.expect(",");
            String separator = AdqlTokens.text(tokens.take());
            tokens.expect(")");
            cell = group -> group.stream().map(value).filter(it -> it != null).collect(Collectors.joining(separator));
        } else {
            AdqlCondition.Value value = condition().value();
            cell = group -> value.apply(group.get(0));
        }
        boolean named = tokens.takeIf("AS");
        String name = named ? tokens.take().replace("\"", "") : AdqlTokens.column(token);
        return List.of(new Item(name, cell));
    }

    private Collection<Map<String, String>> from() {
        boolean interfaces = false;
        boolean capabilities = false;
        boolean tableColumns = false;
        int depth = 0;
        while (depth > 0 || !endsFrom(tokens.peek())) {
            String token = tokens.take().toLowerCase(Locale.ROOT);
            depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
            if (token.isEmpty() || tokens.isNext("SELECT")) {
                throw new NotUnderstood("Tables only in FROM, please");
            }
            if (token.startsWith("rr.")) {
                String name = token.substring(3).split("\\.", 2)[0];
                interfaces |= name.equals("interface");
                capabilities |= name.equals("capability");
                tableColumns |= name.equals("table_column");
                if (!name.matches("interface|capability") && !RESOURCE_TABLES.contains(name)) {
                    throw new NotUnderstood("Field query: Could not locate table 'rr." + name + "'");
                }
            }
        }
        List<String> key = new ArrayList<>(List.of("ivoid"));
        if (interfaces || capabilities) {
            key.add(interfaces ? "intf_index" : "cap_index");
        }
        if (tableColumns) {
            key.add("name");
        }
        Map<List<String>, Map<String, String>> distinct = new LinkedHashMap<>();
        table.forEach(row -> distinct.putIfAbsent(key.stream().map(row::get).toList(), row));
        return distinct.values();
    }

    private static boolean endsFrom(String token) {
        return token.isEmpty() || token.equals(")") || token.matches("(?i)WHERE|GROUP|ORDER|UNION");
    }

    private void skipOrder() {
        if (tokens.takeIf("ORDER")) {
            tokens.expect("BY");
            while (!tokens.peek().isEmpty() && !tokens.isNext(")") && !tokens.isNext("UNION")) {
                tokens.take();
            }
        }
    }

    private static Collection<List<Map<String, String>>> groups(List<Map<String, String>> rows, List<String> grouping) {
        if (grouping.isEmpty()) {
            return rows.stream().map(List::of).toList();
        }
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> grouping.stream().map(it -> "" + row.get(it)).toList(),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values();
    }

    private static List<String> cells(List<Item> items, List<Map<String, String>> group) {
        List<String> cells = new ArrayList<>();
        items.forEach(item -> cells.add(item.cell().apply(group)));
        return java.util.Collections.unmodifiableList(cells);
    }

    private AdqlCondition condition() {
        return new AdqlCondition(tokens, columns, this::values);
    }

    private Set<String> values(AdqlTokens here) {
        return new AdqlSelect(table, columns, here)
                .union().rows().stream().map(row -> "" + row.get(0)).collect(Collectors.toSet());
    }
}
