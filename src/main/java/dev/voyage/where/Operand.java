package dev.voyage.where;

import dev.voyage.votable.Columns;
import java.math.BigDecimal;

/** Something to compare. */
sealed interface Operand extends Expression {

    /** Of its first character, from 0. */
    int position();

    /** The same, knowing what it stands for in this table. */
    Term on(Columns columns);

    /**
     * A column.
     *
     * @param name the last part of {@code qualified}: all rows are of one table, so schema and
     *     table say nothing
     */
    record Name(String name, String qualified, int position) implements Operand {
        @Override
        public Term on(Columns columns) {
            int index = Lookup.in(columns).find(this);
            return new Term.Cell(columns.at(index), index, position);
        }
    }

    record Numeral(BigDecimal value, int position) implements Operand {
        @Override
        public Term on(Columns columns) {
            return new Term.Constant(value, Term.Type.NUMBER, position);
        }
    }

    record Text(String value, int position) implements Operand {
        @Override
        public Term on(Columns columns) {
            return new Term.Constant(value, Term.Type.TEXT, position);
        }
    }

    record Bool(boolean value, int position) implements Operand {
        @Override
        public Term on(Columns columns) {
            return new Term.Constant(value, Term.Type.BOOLEAN, position);
        }
    }
}
