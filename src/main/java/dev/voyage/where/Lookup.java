package dev.voyage.where;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import dev.voyage.votable.Columns;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the column that a name means: the exact one, else the only one that differs in case. */
record Lookup(Columns columns) {

    static Lookup in(Columns columns) {
        return new Lookup(columns);
    }

    /**
     * @throws Problem {@code UNKNOWN_COLUMN} with the members {@code columns} and {@code position}
     */
    int find(Operand.Name name) {
        for (String wanted : List.of(name.qualified(), name.name())) {
            List<Integer> found = matches(wanted);
            if (found.size() > 1) {
                throw Syntax.problem(
                        Quoted.of(wanted)
                                + " may mean several columns: "
                                + Quoted.of(columns.at(found.get(0)).name())
                                + " and "
                                + Quoted.of(columns.at(found.get(1)).name()),
                        name.position());
            }
            if (!found.isEmpty()) {
                return found.get(0);
            }
        }
        throw unknown(name);
    }

    private List<Integer> matches(String wanted) {
        List<String> keys = columns.keys();
        for (int i = 0; i < keys.size(); i++) {
            if (columns.at(i).name().equals(wanted) || keys.get(i).equals(wanted)) {
                return List.of(i);
            }
        }
        return IntStream.range(0, keys.size())
                .filter(i -> columns.at(i).name().equalsIgnoreCase(wanted)
                        || keys.get(i).equalsIgnoreCase(wanted))
                .boxed()
                .toList();
    }

    private Problem unknown(Operand.Name name) {
        String hint = nearest(name.name())
                .map(near -> "; is it " + Quoted.of(near) + "?")
                .orElse("");
        return Problem.of(Kind.UNKNOWN_COLUMN, "the catalogue has no column " + Quoted.of(name.name()) + hint)
                .with("parameter", "where")
                .with("position", name.position())
                .with("columns", columns.keys());
    }

    /** A column that contains the name or is contained in it, else one with a slip or two less. */
    private Optional<String> nearest(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        Optional<String> part = columns.keys().stream()
                .filter(key -> {
                    String known = key.toLowerCase(Locale.ROOT);
                    return wanted.length() > 2
                            && known.length() > 2
                            && (known.contains(wanted) || wanted.contains(known));
                })
                .findFirst();
        return part.isPresent()
                ? part
                : columns.keys().stream()
                        .filter(key -> slips(key.toLowerCase(Locale.ROOT), wanted) <= 2)
                        .filter(key -> key.length() > 3)
                        .findFirst();
    }

    /** Letters put in, left out or exchanged (Levenshtein's distance). */
    private static int slips(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 2) {
            return 3;
        }
        int[] row = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int exchange = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(exchange, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
