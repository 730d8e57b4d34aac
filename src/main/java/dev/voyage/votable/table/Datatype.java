package dev.voyage.votable.table;

import java.util.Locale;
import java.util.Optional;

/** The primitive datatypes of VOTable (1.5, section 2.1), with the Java type of a scalar cell. */
public enum Datatype {
    /** {@link Boolean}; array {@code Boolean[]}. */
    BOOLEAN("boolean"),
    /** {@link Boolean}; array {@code boolean[]}. */
    BIT("bit"),
    /** {@link Short}, 0 to 255; array {@code short[]}. */
    UNSIGNED_BYTE("unsignedByte"),
    /** {@link Short}; array {@code short[]}. */
    SHORT("short"),
    /** {@link Integer}; array {@code int[]}. */
    INT("int"),
    /** {@link Long}; array {@code long[]}. */
    LONG("long"),
    /** {@link String} for a scalar and a one-dimensional array; {@code String[]} above. */
    CHAR("char"),
    /** As {@link #CHAR}, two bytes per character. */
    UNICODE_CHAR("unicodeChar"),
    /** {@link Float}; array {@code float[]}. */
    FLOAT("float"),
    /** {@link Double}; array {@code double[]}. */
    DOUBLE("double"),
    /** {@code float[2]}; array {@code float[]} of pairs. */
    FLOAT_COMPLEX("floatComplex"),
    /** {@code double[2]}; array {@code double[]} of pairs. */
    DOUBLE_COMPLEX("doubleComplex");

    private final String written;

    Datatype(String written) {
        this.written = written;
    }

    /** As written in a document. */
    public String written() {
        return written;
    }

    public boolean isText() {
        return this == CHAR || this == UNICODE_CHAR;
    }

    /** Whether scalar cells are {@link Number}s. */
    public boolean isNumeric() {
        return switch (this) {
            case UNSIGNED_BYTE, SHORT, INT, LONG, FLOAT, DOUBLE -> true;
            case BOOLEAN, BIT, CHAR, UNICODE_CHAR, FLOAT_COMPLEX, DOUBLE_COMPLEX -> false;
        };
    }

    /** By its written form, in any case: old documents are careless. */
    public static Optional<Datatype> of(String written) {
        String wanted = written.trim().toLowerCase(Locale.ROOT);
        for (Datatype datatype : values()) {
            if (datatype.written.toLowerCase(Locale.ROOT).equals(wanted)) {
                return Optional.of(datatype);
            }
        }
        return Optional.empty();
    }
}
