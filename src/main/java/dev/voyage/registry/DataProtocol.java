package dev.voyage.registry;

/** A protocol that finds data around a position, besides cone searches. */
public enum DataProtocol {
    /** Images and cubes: Simple Image Access, version 2. */
    SIA2("ivo://ivoa.net/std/sia#query-2.", "ivo://ivoa.net/std/sia#query-aux-2.");

    private final String standard;
    private final String auxiliary;

    DataProtocol(String standard, String auxiliary) {
        this.standard = standard;
        this.auxiliary = auxiliary;
    }

    /**
     * Whether a capability is of this protocol, in any of its minor versions.
     *
     * @param standardId in lower case
     */
    boolean is(String standardId) {
        return standardId.startsWith(standard) || isAuxiliary(standardId);
    }

    /** Whether a capability of this protocol is that of a service with other collections too. */
    boolean isAuxiliary(String standardId) {
        return standardId.startsWith(auxiliary);
    }
}
