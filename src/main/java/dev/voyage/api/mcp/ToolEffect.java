package dev.voyage.api.mcp;

import io.quarkiverse.mcp.server.ToolManager.ToolAnnotations;

/** The effect of a tool, for the confirmations that clients request from people. */
enum ToolEffect {
    /** Changes nothing. */
    READS(true, false, true),
    /** Creates a search; with an idempotency key, one only. */
    STARTS(false, false, false),
    /** Changes the phase of a search in a way that can be undone. */
    STEERS(false, false, true),
    /** Ends a search. */
    ENDS(false, true, true);

    private final boolean readOnly;
    private final boolean destructive;
    private final boolean idempotent;

    ToolEffect(boolean readOnly, boolean destructive, boolean idempotent) {
        this.readOnly = readOnly;
        this.destructive = destructive;
        this.idempotent = idempotent;
    }

    /** Whether it needs {@code voyage.mcp.write}, and is completed even if the client disconnects. */
    boolean writes() {
        return !readOnly;
    }

    /** All tools have to do with services of others: archives, registries, resolvers. */
    ToolAnnotations annotations(String title) {
        return new ToolAnnotations(title, readOnly, destructive, idempotent, true);
    }
}
