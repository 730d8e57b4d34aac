package dev.voyage.condition;

import dev.voyage.condition.syntax.SyntaxProblems;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.problem.Spelling;
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
                : Spelling.nearest(
                        name,
                        columns.keys().stream().filter(key -> key.length() > 3).toList());
    }
}
