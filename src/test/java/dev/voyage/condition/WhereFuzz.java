package dev.voyage.condition;

import dev.voyage.fuzz.Corpus;
import dev.voyage.fuzz.FuzzTarget;
import dev.voyage.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Conditions: parsed, or rejected with a position inside them; a row without values satisfies no comparison. */
public final class WhereFuzz implements FuzzTarget {

    @Override
    public String name() {
        return "where";
    }

    @Override
    public List<byte[]> seeds() {
        return Corpus.texts(
                "exposure_a <= 10000",
                "exposure_a between 1 and 2 or not (rate > .5e-3 and orbit in (1, 2, -3))",
                "obsid like '6006%_' and public_date is not null",
                "\"Search Offset\" < 3 and numaster.orbit <> 9007199254740993 and issue_flag != 0",
                "public = true or obsid = 'it''s' and obsid not in ('a','b') and orbit is null",
                "energies = 3");
    }

    @Override
    public List<String> words() {
        return List.of(
                "and ",
                " or ",
                "not ",
                "(",
                ")",
                "((",
                "))",
                ",",
                "<=",
                ">=",
                "<>",
                "!=",
                "=",
                "between ",
                " in (",
                " like ",
                " is null",
                " is not null",
                "'",
                "''",
                "\"",
                "obsid",
                "exposure_a",
                "rate",
                "orbit",
                "issue_flag",
                "public",
                "public_date",
                "\"Search Offset\"",
                "energies",
                "numaster.",
                "--",
                "/*",
                "%",
                "_",
                "%%%%%%%%%a",
                "true",
                "false",
                "null",
                "1e308",
                ".5",
                "'%a%b%c%'",
                "+",
                "-");
    }

    @Override
    public String take(byte[] input, Random dice) {
        String text = new String(input, StandardCharsets.UTF_8);
        Condition condition;
        try {
            condition = Condition.parse(text);
        } catch (Problem problem) {
            Object position = problem.members().get("position");
            if (!(position instanceof Integer at) || at < 0 || at > text.length()) {
                throw new AssertionError("refused at " + position + " of " + text.length(), problem);
            }
            throw problem;
        }
        var test = condition.on(Tables.COLUMNS);
        boolean passes = test.test(Tables.ROW);
        boolean ofNothing = test.test(Tables.NOTHING);
        if (passes != test.test(Tables.ROW) || !condition.toString().equals(text)) {
            throw new AssertionError("different when parsed again: " + condition);
        }
        return passes + " " + ofNothing + condition.columnNames();
    }
}
