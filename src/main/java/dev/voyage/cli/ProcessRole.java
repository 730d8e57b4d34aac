package dev.voyage.cli;

/** The purpose of this process, which decides which parts of it start. */
public enum ProcessRole {
    /** The service: everything is started. Also the role in development and tests, which have no command line. */
    SERVICE(true, true),
    /** One search or verification: no port for clients; the store is opened. */
    SEARCH(false, true),
    /** One query of a name resolver or registry: neither port nor store. */
    LOOKUP(false, false);

    private static volatile ProcessRole current = SERVICE;

    private final boolean serves;
    private final boolean stores;

    ProcessRole(boolean serves, boolean stores) {
        this.serves = serves;
        this.stores = stores;
    }

    /** Called once, before anything starts. */
    public static void begin(ProcessRole role) {
        current = role;
    }

    /** The role of this process. */
    public static ProcessRole current() {
        return current;
    }

    /** Whether clients are served over HTTP. */
    public boolean serves() {
        return serves;
    }

    /** Whether the store of searches is needed. */
    public boolean stores() {
        return stores;
    }
}
