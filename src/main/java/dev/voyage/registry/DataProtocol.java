package dev.voyage.registry;

import java.util.regex.Pattern;

/** A protocol that finds data around a position, besides cone searches. */
public enum DataProtocol {
    /** Images and cubes: Simple Image Access, version 2. */
    SIA2("ivo://ivoa\\.net/std/sia#query-(?:aux-)?2\\..*"),
    /** Spectra: Simple Spectral Access, version 1. */
    SSA("ivo://ivoa\\.net/std/ssa(?:#.*)?");

    private final Pattern standard;

    DataProtocol(String standard) {
        this.standard = Pattern.compile(standard);
    }

    /**
     * Whether a capability is of this protocol, in any of its minor versions.
     *
     * @param standardId in lower case
     */
    boolean is(String standardId) {
        return standard.matcher(standardId).matches();
    }
}
