package dev.voyage.api.message;

import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The query of a request, parsed strictly: an unknown name or a repeated value is an error. */
public final class QueryParameters {

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
    private static final int MOST = 300;

    private final Map<String, List<String>> values;
    private final Map<String, String> spelt;

    /** @param spelt names as the client first wrote them, for error messages, if case is ignored */
    private QueryParameters(Map<String, List<String>> values, Map<String, String> spelt) {
        this.values = values;
        this.spelt = spelt;
    }

    /**
     * @param raw the part of the request line after the question mark, or null
     * @throws Problem {@code BAD_PARAMETER} naming the first name that is not among {@code known}
     */
    public static QueryParameters of(String raw, Set<String> known) {
        return of(raw, known, UnaryOperator.identity());
    }

    /** As {@link #of}, with names in any case (DALI 1.1, section 3.1); those known are lower case. */
    public static QueryParameters dali(String raw, Set<String> known) {
        return of(raw, known, name -> name.toLowerCase(Locale.ROOT));
    }

    private static QueryParameters of(String raw, Set<String> known, UnaryOperator<String> spelling) {
        var pairs = new ArrayList<Map.Entry<String, String>>();
        var spelt = new HashMap<String, String>();
        for (String pair : raw == null ? List.<String>of() : List.of(raw.split("&", -1))) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String undecoded = equals < 0 ? pair : pair.substring(0, equals);
            String written = decoded(undecoded, undecoded);
            String name = spelling.apply(written);
            if (!known.contains(name)) {
                throw unknown(name, known);
            }
            spelt.putIfAbsent(name, written);
            pairs.add(Map.entry(name, equals < 0 ? "" : decoded(written, pair.substring(equals + 1))));
        }
        return new QueryParameters(ofPairs(pairs, known).values, spelt);
    }

    private static String decoded(String name, String raw) {
        try {
            return PercentDecoder.form(raw);
        } catch (Problem undecodable) {
            throw undecodable.with("parameter", name);
        }
    }

    /** As {@link #of}, from names and values that are already decoded. */
    public static QueryParameters ofPairs(List<Map.Entry<String, String>> pairs, Set<String> known) {
        var values = new LinkedHashMap<String, List<String>>();
        int seen = 0;
        for (Map.Entry<String, String> pair : pairs) {
            if (!known.contains(pair.getKey())) {
                throw unknown(pair.getKey(), known);
            } else if (++seen > MOST) {
                throw Problem.badParameter(
                        pair.getKey(),
                        "there are more than " + MOST + " parameters; long lists belong in a POST's body");
            }
            values.computeIfAbsent(pair.getKey(), first -> new ArrayList<>()).add(pair.getValue());
        }
        return new QueryParameters(values, Map.of());
    }

    private static Problem unknown(String name, Set<String> known) {
        String right = known.isEmpty()
                ? "this resource takes no parameters"
                : "known are " + String.join(", ", new TreeSet<>(known));
        return Problem.badParameter(name, "there is no parameter " + QuotedText.of(name) + " here; " + right);
    }

    /** These parameters, where a name that the later ones repeat has the values from there. */
    public QueryParameters with(QueryParameters later) {
        var both = new LinkedHashMap<>(values);
        both.putAll(later.values);
        var names = new HashMap<>(spelt);
        names.putAll(later.spelt);
        return new QueryParameters(both, names);
    }

    /** All but these names. */
    public QueryParameters without(Set<String> names) {
        var rest = new LinkedHashMap<>(values);
        rest.keySet().removeAll(names);
        return new QueryParameters(rest, spelt);
    }

    /** Name to values, in their original order. */
    public Map<String, List<String>> values() {
        return Collections.unmodifiableMap(values);
    }

    /** Every value of a name that may be repeated. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    public Optional<String> one(String name) {
        List<String> all = all(name);
        if (all.size() > 1) {
            throw wrong(name, " is given " + all.size() + " times");
        }
        return all.stream().findFirst();
    }

    private Problem wrong(String name, String what) {
        String written = spelt.getOrDefault(name, name);
        return Problem.badParameter(written, written + what);
    }

    /** A plain decimal number; surrounding blanks are ignored. */
    public Optional<Double> number(String name) {
        return one(name).map(text -> {
            double number = NUMBER.matcher(text.strip()).matches() ? Double.parseDouble(text.strip()) : Double.NaN;
            if (!Double.isFinite(number)) {
                throw wrong(name, " must be a number, not " + QuotedText.of(text));
            }
            return number;
        });
    }

    public int count(String name, int whenAbsent, int most) {
        String text = one(name).orElse(Integer.toString(whenAbsent));
        int count = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        if (count < 1 || count > most) {
            throw wrong(name, " must be a number from 1 to " + most + ", not " + QuotedText.of(text));
        }
        return count;
    }

    public boolean flag(String name, boolean whenAbsent) {
        String text = one(name).orElse(Boolean.toString(whenAbsent));
        if (!text.equals("true") && !text.equals("false")) {
            throw wrong(name, " must be true or false, not " + QuotedText.of(text));
        }
        return text.equals("true");
    }
}
