package dev.voyage.condition;

import dev.voyage.condition.syntax.LikePattern;
import dev.voyage.condition.syntax.SyntaxProblems;
import dev.voyage.problem.Problem;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Datatype;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A truth value to be decided for each row. */
sealed interface Criterion extends Expression {

    /** The same criterion, bound to the columns of a table. */
    RowPredicate on(Columns columns);

    /** A condition in ADQL that is true of every row of which this one is; empty if there is none but that of all rows. */
    default Optional<String> implied(Pushdown columns) {
        return Optional.empty();
    }

    /** True when all are true; false when one is false. */
    record All(List<Criterion> criteria) implements Criterion {
        @Override
        public RowPredicate on(Columns columns) {
            return RowPredicates.all(criteria.stream().map(c -> c.on(columns)).toList());
        }

        @Override
        public Optional<String> implied(Pushdown columns) {
            List<String> parts =
                    criteria.stream().flatMap(c -> c.implied(columns).stream()).toList();
            return parts.isEmpty() ? Optional.empty() : Optional.of("(" + String.join(" AND ", parts) + ")");
        }
    }

    /** False when all are false; true when one is true. */
    record Any(List<Criterion> criteria) implements Criterion {
        @Override
        public RowPredicate on(Columns columns) {
            return RowPredicates.any(criteria.stream().map(c -> c.on(columns)).toList());
        }

        @Override
        public Optional<String> implied(Pushdown columns) {
            List<Optional<String>> parts =
                    criteria.stream().map(c -> c.implied(columns)).toList();
            return either(parts);
        }

        /** Empty unless there is one for each. */
        static Optional<String> either(List<Optional<String>> parts) {
            return parts.stream().anyMatch(Optional::isEmpty)
                    ? Optional.empty()
                    : Optional.of(
                            parts.stream().map(Optional::orElseThrow).collect(Collectors.joining(" OR ", "(", ")")));
        }
    }

    record Not(Criterion criterion) implements Criterion {
        @Override
        public RowPredicate on(Columns columns) {
            RowPredicate verdict = criterion.on(columns);
            return row -> verdict.of(row).not();
        }

        /** A wider condition becomes a narrower one when negated; only IS NOT NULL is the same everywhere. */
        @Override
        public Optional<String> implied(Pushdown columns) {
            return criterion instanceof IsNull missing ? columns.isKnown(missing.operand()) : Optional.empty();
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

        @Override
        public Optional<String> implied(Pushdown columns) {
            return columns.compare(left, comparison, right);
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

        @Override
        public Optional<String> implied(Pushdown columns) {
            return new All(List.of(
                            new Compare(operand, Comparison.AT_LEAST, low),
                            new Compare(operand, Comparison.AT_MOST, high)))
                    .implied(columns);
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

        @Override
        public Optional<String> implied(Pushdown columns) {
            return Any.either(values.stream()
                    .map(value -> columns.compare(operand, Comparison.EQUAL, value))
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

    /**
     * Writes comparisons of floating-point columns with numbers in ADQL, a little wider than they are: a database may store
     * more digits than it sends, and convert a literal in another way. Every other comparison differs between databases,
     * such as those of padded text, of times, and of integers whose null value is a number.
     *
     * @param columns of the table, of which only those of type float and double are used
     * @param written the name of a column in the query
     */
    record Pushdown(Columns columns, UnaryOperator<String> written) {

        private static final double MARGIN = 1e-6;
        private static final double SMALLEST = 1e-30;
        private static final double LARGEST = 1e30;

        /** Both operands in either order; empty for other comparisons. */
        Optional<String> compare(Operand left, Comparison comparison, Operand right) {
            if (left instanceof Operand.Name name && right instanceof Operand.Numeral numeral) {
                return range(name, comparison, numeral.value());
            }
            return left instanceof Operand.Numeral numeral && right instanceof Operand.Name name
                    ? range(name, mirrored(comparison), numeral.value())
                    : Optional.empty();
        }

        /** True of every row in which the column is known. */
        Optional<String> isKnown(Operand operand) {
            return operand instanceof Operand.Name name
                    ? column(name).map(known -> known + " IS NOT NULL")
                    : Optional.empty();
        }

        private Optional<String> range(Operand.Name name, Comparison comparison, BigDecimal value) {
            double number = value.doubleValue();
            if (!(Math.abs(number) <= LARGEST)) {
                return Optional.empty();
            }
            double margin = Math.max(Math.abs(number) * MARGIN, SMALLEST);
            return column(name).flatMap(known -> {
                String least = known + " >= " + (number - margin);
                String most = known + " <= " + (number + margin);
                return switch (comparison) {
                    case LESS, AT_MOST -> Optional.of(most);
                    case MORE, AT_LEAST -> Optional.of(least);
                    case EQUAL -> Optional.of("(" + least + " AND " + most + ")");
                    case UNEQUAL -> Optional.empty();
                };
            });
        }

        private static Comparison mirrored(Comparison comparison) {
            return switch (comparison) {
                case EQUAL, UNEQUAL -> comparison;
                case LESS -> Comparison.MORE;
                case AT_MOST -> Comparison.AT_LEAST;
                case MORE -> Comparison.LESS;
                case AT_LEAST -> Comparison.AT_MOST;
            };
        }

        private Optional<String> column(Operand.Name name) {
            try {
                Column column = columns.at(ColumnResolver.in(columns).find(name));
                boolean isReal = column.datatype() == Datatype.FLOAT || column.datatype() == Datatype.DOUBLE;
                return isReal && column.isScalar() ? Optional.of(written.apply(column.name())) : Optional.empty();
            } catch (Problem unknownOrAmbiguous) {
                return Optional.empty(); // the condition will say so when it meets the answer's columns
            }
        }
    }
}
