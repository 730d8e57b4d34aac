package dev.voyage.where;

/** SQL's three truth values: what is compared with something missing is not known. */
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
