package dev.voyage.condition;

/** SQL's three truth values: a comparison with a missing value is unknown. */
enum Truth {
    FALSE,
    UNKNOWN,
    TRUE;

    static Truth of(boolean known) {
        return known ? TRUE : FALSE;
    }

    Truth not() {
        return switch (this) {
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
            case TRUE -> FALSE;
        };
    }

    /** The less true of the two. */
    Truth and(Truth other) {
        return compareTo(other) < 0 ? this : other;
    }

    /** The truer of the two. */
    Truth or(Truth other) {
        return compareTo(other) > 0 ? this : other;
    }
}
