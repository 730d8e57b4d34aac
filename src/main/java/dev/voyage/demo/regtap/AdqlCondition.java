package dev.voyage.demo.regtap;

import dev.voyage.demo.regtap.AdqlTokens.NotUnderstood;
import dev.voyage.sky.SkyCoverage;
import dev.voyage.sky.SkyPosition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Values and conditions on one joined row of the registry. A missing value is null, and no comparison with it is true.
 * Text compares case-insensitively: RegTAP stores identifiers in lower case, and clients write them in any case.
 */
public final class AdqlCondition {

    /** A value of a row, null if missing. */
    public interface Value extends Function<Map<String, String>, String> {}

    private static final String NUMBER = "-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?";

    private final AdqlTokens tokens;
    private final Set<String> columns;
    private final Function<AdqlTokens, Set<String>> subquery;

    /**
     * @param subquery parses a SELECT and returns the values of its first column
     */
    public AdqlCondition(AdqlTokens tokens, Set<String> columns, Function<AdqlTokens, Set<String>> subquery) {
        this.tokens = tokens;
        this.columns = columns;
        this.subquery = subquery;
    }

    /** Parses a condition. */
    public Predicate<Map<String, String>> condition() {
        Predicate<Map<String, String>> either = conjunction();
        while (tokens.takeIf("OR")) {
            either = either.or(conjunction());
        }
        return either;
    }

    private Predicate<Map<String, String>> conjunction() {
        Predicate<Map<String, String>> both = negation();
        while (tokens.takeIf("AND")) {
            both = both.and(negation());
        }
        return both;
    }

    private Predicate<Map<String, String>> negation() {
        if (tokens.takeIf("NOT")) {
            return negation().negate();
        }
        if (tokens.takeIf("(")) {
            Predicate<Map<String, String>> inner = condition();
            tokens.expect(")");
            return inner;
        }
        return comparison();
    }

    private Predicate<Map<String, String>> comparison() {
        Value left = value();
        if (tokens.takeIf("IS")) {
            boolean not = tokens.takeIf("NOT");
            tokens.expect("NULL");
            return row -> (left.apply(row) == null) != not;
        }
        boolean not = tokens.takeIf("NOT");
        Predicate<Map<String, String>> holds = operator(left, tokens.take());
        return row -> left.apply(row) != null && holds.test(row) != not;
    }

    private Predicate<Map<String, String>> operator(Value left, String operator) {
        switch (operator.toUpperCase(Locale.ROOT)) {
            case "LIKE", "ILIKE" -> {
                Value pattern = value();
                return row -> like(left.apply(row), pattern.apply(row));
            }
            case "IN" -> {
                Set<String> among = list();
                return row -> among.contains(left.apply(row).toLowerCase(Locale.ROOT));
            }
            case "=", "<>", "!=", "<", "<=", ">", ">=" -> {
                Value right = value();
                return row -> compare(left.apply(row), operator, right.apply(row));
            }
            default -> throw new NotUnderstood("Expected a comparison, found '" + operator + "'");
        }
    }

    private Set<String> list() {
        tokens.expect("(");
        Set<String> among = new HashSet<>();
        if (tokens.isNext("SELECT")) {
            subquery.apply(tokens).forEach(it -> among.add(it.toLowerCase(Locale.ROOT)));
        } else {
            do {
                among.add(AdqlTokens.text(tokens.take()).toLowerCase(Locale.ROOT));
            } while (tokens.takeIf(","));
        }
        tokens.expect(")");
        return among;
    }

    /** Parses a value. */
    public Value value() {
        String token = tokens.take();
        if (token.equals("-")) {
            String number = "-" + tokens.take();
            return row -> number;
        }
        if (AdqlTokens.isText(token)) {
            String text = AdqlTokens.text(token);
            return row -> text;
        }
        if (!token.isEmpty() && Character.isDigit(token.charAt(0))) {
            return row -> token;
        }
        if (tokens.takeIf("(")) {
            return function(token.toLowerCase(Locale.ROOT));
        }
        String column = AdqlTokens.column(token);
        if (!columns.contains(column)) {
            throw new NotUnderstood(
                    "No such field known: column '" + column + "' could not be located in table metadata");
        }
        return row -> row.get(column);
    }

    private Value function(String name) {
        List<Value> arguments = new ArrayList<>();
        do {
            arguments.add(value());
        } while (tokens.takeIf(","));
        tokens.expect(")");
        Value first = arguments.get(0);
        Value second = arguments.get(arguments.size() - 1);
        return switch (name) {
            case "lower" -> row -> lower(first.apply(row));
            case "upper" ->
                row -> {
                    String text = first.apply(row);
                    return text == null ? null : text.toUpperCase(Locale.ROOT);
                };
            case "coalesce" ->
                row -> {
                    String text = first.apply(row);
                    return text == null ? second.apply(row) : text;
                };
            case "ivo_hasword" -> row -> hasWords(first.apply(row), second.apply(row));
            case "ivo_nocasematch" -> row -> like(first.apply(row), second.apply(row)) ? "1" : "0";
            case "circle" ->
                row -> arguments.stream().map(argument -> argument.apply(row)).collect(Collectors.joining(" "));
            case "intersects" -> row -> intersects(first.apply(row), second.apply(row));
            case "ivo_hashlist_has" ->
                row -> Arrays.asList(("" + first.apply(row)).split("#", -1)).contains(second.apply(row)) ? "1" : "0";
            default -> throw new NotUnderstood("No such function: " + name);
        };
    }

    /** Whether a circle in degrees has a part in a MOC; null if there is none. */
    private static String intersects(String circle, String moc) {
        String[] numbers = circle.split(" ", -1);
        if (numbers.length != 3 || !Arrays.stream(numbers).allMatch(number -> number.matches(NUMBER))) {
            throw new NotUnderstood("INTERSECTS takes a CIRCLE and a coverage");
        }
        var centre = new SkyPosition(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
        double radiusDeg = Double.parseDouble(numbers[2]);
        return moc == null
                ? null
                : SkyCoverage.of(moc)
                                .filter(covered -> covered.meets(centre, radiusDeg))
                                .isPresent()
                        ? "1"
                        : "0";
    }

    private static String hasWords(String text, String words) {
        List<String> there = Arrays.asList(("" + lower(text)).split("\\W+", -1));
        boolean all = Arrays.stream(lower(words).strip().split("\\W+", -1)).allMatch(there::contains);
        return text != null && all ? "1" : "0";
    }

    private static boolean like(String text, String pattern) {
        if (text == null || pattern == null) {
            return false;
        }
        String regex = Pattern.quote(pattern).replace("%", "\\E.*\\Q").replace("_", "\\E.\\Q");
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                .matcher(text)
                .matches();
    }

    private static boolean compare(String left, String operator, String right) {
        if (left == null || right == null) {
            return false;
        }
        boolean numbers = left.matches(NUMBER) && right.matches(NUMBER);
        int order = numbers
                ? Double.compare(Double.parseDouble(left), Double.parseDouble(right))
                : left.compareToIgnoreCase(right);
        return switch (operator) {
            case "=" -> order == 0;
            case "<>", "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static String lower(String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
