package dev.voyage.condition;

import dev.voyage.votable.table.Columns;
import java.math.BigDecimal;

/** A value to compare. */
sealed interface Operand extends Expression {

    /** The position of its first character, from 0. */
    int position();

    /** The operand resolved against the columns of a table. */
    Term on(Columns columns);

    /**
     * A column.
     *
     * @param name the last part of {@code qualified}: all rows are of one table, so schema and table carry no
     *     information
     */
    record Name(String name, String qualified, int position) implements Operand {
        @Override
        public Term on(Columns columns) {
            int index = ColumnResolver.in(columns).find(this);
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
