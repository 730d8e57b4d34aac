package dev.voyage.cli;

/** The purpose of this process, which decides which parts of it start. */
public enum ProcessRole {
    /** The service: everything is started. Also the role in development and tests, which have no command line. */
    SERVICE(true, true, true),
    /** One search or verification: no port for clients; the store is opened. */
    SEARCH(false, true, true),
    /** The contents of the store are moved: it is opened, and no searches run. */
    STORE(false, true, false),
    /** One query of a name resolver or registry: neither port nor store. */
    LOOKUP(false, false, false);

    private static volatile ProcessRole current = SERVICE;

    private final boolean serves;
    private final boolean stores;
    private final boolean searches;

    ProcessRole(boolean serves, boolean stores, boolean searches) {
        this.serves = serves;
        this.stores = stores;
        this.searches = searches;
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

    /** Whether searches are run or read. */
    public boolean searches() {
        return searches;
    }
}
