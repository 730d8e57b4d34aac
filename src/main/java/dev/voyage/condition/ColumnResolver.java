package dev.voyage.condition;

import dev.voyage.condition.syntax.SyntaxProblems;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.votable.table.Columns;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the column for a name: the exact one, else the only one that differs in case. */
record ColumnResolver(Columns columns) {

    static ColumnResolver in(Columns columns) {
        return new ColumnResolver(columns);
    }

    /**
     * @throws Problem {@code UNKNOWN_COLUMN} with the members {@code columns} and {@code position}
     */
    int find(Operand.Name name) {
        for (String wanted : List.of(name.qualified(), name.name())) {
            List<Integer> found = matches(wanted);
            if (found.size() > 1) {
                throw SyntaxProblems.problem(
                        QuotedText.of(wanted)
                                + " may mean several columns: "
                                + QuotedText.of(columns.at(found.get(0)).name())
                                + " and "
                                + QuotedText.of(columns.at(found.get(1)).name()),
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
                .map(near -> "; is it " + QuotedText.of(near) + "?")
                .orElse("");
        return Problem.of(
                        ProblemType.UNKNOWN_COLUMN, "the catalogue has no column " + QuotedText.of(name.name()) + hint)
                .with("parameter", "where")
                .with("position", name.position())
                .with("columns", columns.keys());
    }

    /** A column that contains the name or is contained in it, else one within a small edit distance. */
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

    /** The edit distance: letters inserted, deleted or replaced (Levenshtein). */
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
