package dev.voyage.api.endpoint;

/**
 * The filters that a request passes before a route or a resource handles it, in their order. Two of them may start the
 * chain again with another address ({@link #LENIENT_URI} with a legal one, {@link #GUARD} with one without its ticket), so
 * every filter has to cope with seeing a request up to three times.
 */
public enum FilterOrder {

    /** Sets the headers that protect browsers, on every response, also on those that a later filter refuses. */
    SECURITY_HEADERS(-3000),

    /** Starts the timer of the request body and keeps the timers of the connection. */
    REQUEST_TIMEOUTS(-2900),

    /** Refuses heads that a proxy could frame differently (RFC 9112, 6.3), before anything trusts them. */
    REQUEST_SMUGGLING(-2800),

    /** Percent-encodes illegal characters of the address, before anything compares addresses. */
    LENIENT_URI(-2000),

    /** Refuses bodies that are too large or encoded, before they are read. */
    REQUEST_LIMITS(-1000),

    /** Answers pages of the origins that may embed voyage; before the CORS filter of Quarkus (-300) and the guard. */
    CROSS_ORIGIN(-310),

    /**
     * Authenticates, checks ownership and takes the permit; after the CORS filter (-300) and the authentication (-200) of
     * Quarkus, before everything that reads or writes on behalf of the caller.
     */
    GUARD(-150),

    /** Negotiates the media type of annotated resources, answers OPTIONS; only for callers that passed the guard. */
    NEGOTIATION(-140),

    /** Checks messages of the Model Context Protocol, before the extension that handles them. */
    MCP_MESSAGES(-130),

    /** Serves the page with its own address filled in, in place of the static file. */
    FRONT_PAGE(-50),

    /** Serves scripts and styles compressed, in place of the static files. */
    GZIP_ASSETS(-49);

    private final int order;

    FilterOrder(int order) {
        this.order = order;
    }

    /** The order of the Vert.x route; Quarkus' own handlers for resources and static files have 0 and above. */
    public int order() {
        return order;
    }
}
