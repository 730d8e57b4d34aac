package dev.voyage.registry;

/** The use of the coverages that registries give for catalogues. */
public enum CoverageUse {
    /** A catalogue is not searched around a target outside its coverage. */
    CHECK,
    /** Every catalogue is searched around every target. */
    IGNORE
}
