package dev.voyage.where;

import dev.voyage.votable.Columns;
import java.util.List;

/** Something to decide for each row. */
sealed interface Criterion extends Expression {

    /** The same, bound to the columns of a table. */
    Verdict on(Columns columns);

    /** True when all are; false when one is. */
    record All(List<Criterion> criteria) implements Criterion {
        @Override
        public Verdict on(Columns columns) {
            return Verdicts.all(criteria.stream().map(c -> c.on(columns)).toList());
        }
    }

    /** False when all are; true when one is. */
    record Any(List<Criterion> criteria) implements Criterion {
        @Override
        public Verdict on(Columns columns) {
            return Verdicts.any(criteria.stream().map(c -> c.on(columns)).toList());
        }
    }

    record Not(Criterion criterion) implements Criterion {
        @Override
        public Verdict on(Columns columns) {
            Verdict verdict = criterion.on(columns);
            return row -> verdict.of(row).not();
        }
    }

    record Compare(Operand left, Comparison comparison, Operand right) implements Criterion {
        @Override
        public Verdict on(Columns columns) {
            Term term = left.on(columns);
            if (term.type() == Term.Type.BOOLEAN && !comparison.isOfSameness()) {
                throw Syntax.problem(term.words() + " has no order, only = and <>", term.position());
            }
            return Verdicts.compare(term, comparison, right.on(columns));
        }
    }

    /** Both ends included. */
    record Between(Operand operand, Operand low, Operand high) implements Criterion {
        @Override
        public Verdict on(Columns columns) {
            Term term = operand.on(columns);
            return Verdicts.all(List.of(
                    Verdicts.compare(term, Comparison.AT_LEAST, low.on(columns)),
                    Verdicts.compare(term, Comparison.AT_MOST, high.on(columns))));
        }
    }

    record In(Operand operand, List<Operand> values) implements Criterion {
        @Override
        public Verdict on(Columns columns) {
            Term term = operand.on(columns);
            return Verdicts.any(values.stream()
                    .map(v -> Verdicts.compare(term, Comparison.EQUAL, v.on(columns)))
                    .toList());
        }
    }

    /** On text, and on integers as they are written. */
    record Like(Operand operand, LikePattern pattern) implements Criterion {
        @Override
        public Verdict on(Columns columns) {
            Term term = operand.on(columns);
            boolean integer = term instanceof Term.Cell cell && cell.isInteger();
            if (term.type() != Term.Type.TEXT && !integer) {
                throw Syntax.problem(term.words() + " is not text for LIKE", term.position());
            }
            return row -> {
                Object value = term.in(row);
                return value == null ? Truth.UNKNOWN : Truth.of(pattern.matches(value.toString()));
            };
        }
    }

    record IsNull(Operand operand) implements Criterion {
        @Override
        public Verdict on(Columns columns) {
            Term term = operand.on(columns);
            return row -> Truth.of(term.in(row) == null);
        }
    }
}
