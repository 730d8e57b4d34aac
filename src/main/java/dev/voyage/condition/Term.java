package dev.voyage.condition;

import dev.voyage.problem.QuotedText;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Datatype;
import dev.voyage.votable.table.Row;
import java.util.Locale;

/** An operand bound to a table: it has a type and, in each row, a value. */
sealed interface Term {

    enum Type {
        NUMBER,
        TEXT,
        BOOLEAN,
        /** Arrays and complex numbers, which are not compared. */
        OTHER
    }

    Type type();

    /** Its position in the condition, from 0. */
    int position();

    /** Null for a missing value, which NaN and blank text are too. */
    Object in(Row row);

    /** The term in words, for the sentence of a problem. */
    String words();

    /** One cell of each row. */
    record Cell(Column column, int index, Type type, int position) implements Term {

        Cell(Column column, int index, int position) {
            this(column, index, typeOf(column), position);
        }

        private static Type typeOf(Column column) {
            if (!column.isScalar()) {
                return Type.OTHER;
            }
            return switch (column.datatype()) {
                case BOOLEAN, BIT -> Type.BOOLEAN;
                case UNSIGNED_BYTE, SHORT, INT, LONG, FLOAT, DOUBLE -> Type.NUMBER;
                case CHAR, UNICODE_CHAR -> Type.TEXT;
                case FLOAT_COMPLEX, DOUBLE_COMPLEX -> Type.OTHER;
            };
        }

        boolean isInteger() {
            return type == Type.NUMBER && column.datatype() != Datatype.FLOAT && column.datatype() != Datatype.DOUBLE;
        }

        @Override
        public Object in(Row row) {
            if (type == Type.TEXT) {
                return row.text(index).orElse(null);
            }
            Object cell = row.cell(index);
            boolean nan = (cell instanceof Double d && d.isNaN()) || (cell instanceof Float f && f.isNaN());
            return nan ? null : cell;
        }

        @Override
        public String words() {
            return "column "
                    + QuotedText.of(column.name())
                    + " ("
                    + column.datatype().written()
                    + (column.isScalar() ? "" : "[" + column.arraysize() + "]")
                    + ")";
        }
    }

    /** The same in every row; never null. */
    record Constant(Object value, Type type, int position) implements Term {
        @Override
        public Object in(Row row) {
            return value;
        }

        @Override
        public String words() {
            return switch (type) {
                case TEXT -> "the string " + QuotedText.of(value.toString());
                case NUMBER, BOOLEAN, OTHER -> "the " + type.name().toLowerCase(Locale.ROOT) + " " + value;
            };
        }
    }
}
