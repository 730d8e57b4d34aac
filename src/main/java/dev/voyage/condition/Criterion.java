package dev.voyage.condition;

import dev.voyage.condition.syntax.SyntaxProblems;
import dev.voyage.votable.table.Columns;
import java.util.List;

/** A truth value to be decided for each row. */
sealed interface Criterion extends Expression {

    /** The same criterion, bound to the columns of a table. */
    RowPredicate on(Columns columns);

    /** True when all are true; false when one is false. */
    record All(List<Criterion> criteria) implements Criterion {
        @Override
        public RowPredicate on(Columns columns) {
            return RowPredicates.all(criteria.stream().map(c -> c.on(columns)).toList());
        }
    }

    /** False when all are false; true when one is true. */
    record Any(List<Criterion> criteria) implements Criterion {
        @Override
        public RowPredicate on(Columns columns) {
            return RowPredicates.any(criteria.stream().map(c -> c.on(columns)).toList());
        }
    }

    record Not(Criterion criterion) implements Criterion {
        @Override
        public RowPredicate on(Columns columns) {
            RowPredicate verdict = criterion.on(columns);
            return row -> verdict.of(row).not();
        }
    }

    record Compare(Operand left, Comparison comparison, Operand right) implements Criterion {
        @Override
        public RowPredicate on(Columns columns) {
            Term term = left.on(columns);
            if (term.type() == Term.Type.BOOLEAN && !comparison.isOfSameness()) {
                throw SyntaxProblems.problem(term.words() + " has no order, only = and <>", term.position());
            }
            return RowPredicates.compare(term, comparison, right.on(columns));
        }
    }

    /** Both ends included. */
    record Between(Operand operand, Operand low, Operand high) implements Criterion {
        @Override
        public RowPredicate on(Columns columns) {
            Term term = operand.on(columns);
            return RowPredicates.all(List.of(
                    RowPredicates.compare(term, Comparison.AT_LEAST, low.on(columns)),
                    RowPredicates.compare(term, Comparison.AT_MOST, high.on(columns))));
        }
    }

    record In(Operand operand, List<Operand> values) implements Criterion {
        @Override
        public RowPredicate on(Columns columns) {
            Term term = operand.on(columns);
            return RowPredicates.any(values.stream()
                    .map(v -> RowPredicates.compare(term, Comparison.EQUAL, v.on(columns)))
                    .toList());
        }
    }

    /** On text, and on integers as they are written. */
    record Like(Operand operand, LikePattern pattern) implements Criterion {
        @Override
        public RowPredicate on(Columns columns) {
            Term term = operand.on(columns);
            boolean integer = term instanceof Term.Cell cell && cell.isInteger();
            if (term.type() != Term.Type.TEXT && !integer) {
                throw SyntaxProblems.problem(term.words() + " is not text for LIKE", term.position());
            }
            return row -> {
                Object value = term.in(row);
                return value == null ? Truth.UNKNOWN : Truth.of(pattern.matches(value.toString()));
            };
        }
    }

    record IsNull(Operand operand) implements Criterion {
        @Override
        public RowPredicate on(Columns columns) {
            Term term = operand.on(columns);
            return row -> Truth.of(term.in(row) == null);
        }
    }
}
