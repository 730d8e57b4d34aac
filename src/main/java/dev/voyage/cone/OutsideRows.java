package dev.voyage.cone;

/** The handling of rows that a service sends although they are outside the radius, which SCS 1.1 allows (section 3). */
public enum OutsideRows {
    /** The row is reported and not selected. */
    REJECT,
    /** The condition decides, as for any other row. */
    INCLUDE
}
