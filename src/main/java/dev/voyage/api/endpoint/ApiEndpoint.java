package dev.voyage.api.endpoint;

import static dev.voyage.api.endpoint.EndpointRow.assets;
import static dev.voyage.api.endpoint.EndpointRow.extension;
import static dev.voyage.api.endpoint.EndpointRow.resource;
import static dev.voyage.api.endpoint.EndpointRow.route;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every endpoint, once: path, methods, media types, access, permit, ticket. The guard, the header {@code Allow}, negotiation,
 * tickets, links of a search, labels and patterns of metrics derive from this table, and tests compare the OpenAPI document with
 * it. If several lines match an address, the first one counts; an address that matches none is closed.
 */
public enum ApiEndpoint {
    STREAM(route("/v1/stream", "GET")
            .produces(MediaTypes.EVENT_STREAM, MediaTypes.NDJSON)
            .takes(Permit.STREAM)
            .startsSearch()
            .namesSearches()),
    SEVERAL_EVENTS(route("/v1/events", "GET")
            .produces(MediaTypes.EVENT_STREAM, MediaTypes.NDJSON)
            .takes(Permit.STREAM)
            .ticket()
            .namesSearches()),
    DISCOVERY(route("/v1/discovery", "GET")
            .produces(MediaTypes.EVENT_STREAM, MediaTypes.NDJSON)
            .takes(Permit.STREAM)
            .startsSearch()),
    SEARCHES(resource("/v1/searches", "GET", "POST")
            .produces(MediaTypes.JSON)
            .consumes(
                    MediaTypes.JSON,
                    MediaTypes.MULTIPART,
                    MediaTypes.CSV,
                    "text/tab-separated-values",
                    MediaTypes.TEXT,
                    MediaTypes.FITS,
                    "application/gzip",
                    MediaTypes.VOTABLE,
                    MediaTypes.TEXT_XML,
                    MediaTypes.XML)),
    SEARCH(resource("/v1/searches/{id}", "GET", "PATCH", "DELETE")
            .produces(MediaTypes.JSON)
            .consumes(MediaTypes.JSON, MediaTypes.MERGE_PATCH)),
    EVENTS(route("/v1/searches/{id}/events", "GET")
            .produces(MediaTypes.EVENT_STREAM, MediaTypes.NDJSON, MediaTypes.JSON)
            .takes(Permit.STREAM)
            .ticket()
            .link("events")),
    SNAPSHOT(route("/v1/searches/{id}/snapshot", "GET")
            .produces(MediaTypes.JSON)
            .takes(Permit.DOWNLOAD)
            .ticket()
            .link("snapshot")),
    OBSERVATIONS(route("/v1/searches/{id}/observations", "GET")
            .produces(
                    MediaTypes.JSON,
                    MediaTypes.NDJSON,
                    MediaTypes.CSV,
                    MediaTypes.VOTABLE,
                    MediaTypes.TEXT_XML,
                    MediaTypes.FITS)
            .takes(Permit.DOWNLOAD)
            .ticket()
            .link("observations")),
    FILES(resource("/v1/searches/{id}/files", "GET")
            .produces(MediaTypes.JSON)
            .takes(Permit.DOWNLOAD)
            .ticket()
            .link("files")),
    FILE(route("/v1/searches/{id}/files/{path}", "GET")
            .produces(MediaTypes.ANY)
            .takes(Permit.DOWNLOAD)
            .ticket()),
    ARCHIVE(route("/v1/searches/{id}/archive.tar", "GET")
            .produces(MediaTypes.TAR)
            .takes(Permit.DOWNLOAD)
            .ticket()
            .link("archive")),
    SHA256SUMS(route("/v1/searches/{id}/SHA256SUMS", "GET")
            .produces(MediaTypes.TEXT)
            .takes(Permit.DOWNLOAD)
            .ticket()
            .link("sha256sums")),
    URLS(route("/v1/searches/{id}/urls.txt", "GET")
            .produces(MediaTypes.TEXT)
            .takes(Permit.DOWNLOAD)
            .ticket()
            .link("urls")),
    DATALINK(route("/v1/searches/{id}/datalink", "GET", "POST")
            .produces(MediaTypes.DATALINK)
            .consumes(MediaTypes.URLENCODED, MediaTypes.MULTIPART)
            .takes(Permit.DOWNLOAD)
            .link("datalink")),
    VERIFY(route("/v1/searches/{id}/verify", "POST")
            .produces(MediaTypes.JSON, MediaTypes.NDJSON)
            .takes(Permit.DOWNLOAD)),
    PAUSE(resource("/v1/searches/{id}/pause", "POST").produces(MediaTypes.JSON)),
    RESUME(resource("/v1/searches/{id}/resume", "POST").produces(MediaTypes.JSON)),
    RETRY(resource("/v1/searches/{id}/retry", "POST").produces(MediaTypes.JSON)),
    PIN(resource("/v1/searches/{id}/pin", "POST").produces(MediaTypes.JSON)),
    UNPIN(resource("/v1/searches/{id}/unpin", "POST").produces(MediaTypes.JSON)),
    NOTIFICATIONS(resource("/v1/searches/{id}/notifications", "GET", "POST")
            .produces(MediaTypes.JSON)
            .consumes(MediaTypes.JSON)
            .link("notifications")),
    NOTIFICATION(resource("/v1/searches/{id}/notifications/{number}", "DELETE").produces(MediaTypes.JSON)),
    NOTIFICATION_REPEAT(
            resource("/v1/searches/{id}/notifications/{number}/repeat", "POST").produces(MediaTypes.JSON)),
    NOTIFICATION_TEST(resource("/v1/notifications/test", "POST")
            .produces(MediaTypes.JSON)
            .consumes(MediaTypes.JSON)
            .takes(Permit.LOOKUP)),
    SCHEMAS(resource("/v1/schemas", "GET").produces(MediaTypes.JSON).open()),
    SCHEMA(resource("/v1/schemas/{event}", "GET").produces(MediaTypes.JSON).open()),
    TICKETS(resource("/v1/tickets", "POST").produces(MediaTypes.JSON)),
    TARGETS(resource("/v1/targets", "GET").produces(MediaTypes.JSON).takes(Permit.LOOKUP)),
    CATALOGUES(resource("/v1/catalogues", "GET").produces(MediaTypes.JSON).takes(Permit.LOOKUP)),
    CATALOGUE(resource("/v1/catalogues/{name}", "GET").produces(MediaTypes.JSON).takes(Permit.LOOKUP)),
    UWS_JOBS(uws("/uws", "GET", "POST").produces(MediaTypes.XML, MediaTypes.TEXT_XML)),
    UWS_JOB(uws("/uws/{id}", "GET", "POST", "DELETE")
            .produces(MediaTypes.XML, MediaTypes.TEXT_XML)
            .link("uws")),
    UWS_PHASE(uws("/uws/{id}/phase", "GET", "POST").produces(MediaTypes.TEXT)),
    UWS_DURATION(uws("/uws/{id}/executionduration", "GET", "POST").produces(MediaTypes.TEXT)),
    UWS_DESTRUCTION(uws("/uws/{id}/destruction", "GET", "POST").produces(MediaTypes.TEXT)),
    UWS_QUOTE(uws("/uws/{id}/quote", "GET").produces(MediaTypes.TEXT)),
    UWS_OWNER(uws("/uws/{id}/owner", "GET").produces(MediaTypes.TEXT)),
    UWS_ERROR(uws("/uws/{id}/error", "GET").produces(MediaTypes.VOTABLE, MediaTypes.XML, MediaTypes.TEXT_XML)),
    UWS_PARAMETERS(uws("/uws/{id}/parameters", "GET", "POST").produces(MediaTypes.XML, MediaTypes.TEXT_XML)),
    UWS_RESULTS(uws("/uws/{id}/results", "GET").produces(MediaTypes.XML, MediaTypes.TEXT_XML)),
    AVAILABILITY(resource("/availability", "GET")
            .produces(MediaTypes.XML, MediaTypes.TEXT_XML)
            .open()),
    CAPABILITIES(resource("/capabilities", "GET")
            .produces(MediaTypes.XML, MediaTypes.TEXT_XML)
            .open()),
    PROBLEMS(resource("/problems", "GET")
            .produces(MediaTypes.JSON, MediaTypes.HTML)
            .open()),
    PROBLEM(resource("/problems/{slug}", "GET")
            .produces(MediaTypes.TEXT, MediaTypes.HTML, MediaTypes.JSON)
            .open()),
    PAGE(assets(PathTemplate.of("/"))),
    PAGE_FILE(assets(PathTemplate.of("/index.html"))),
    PAGE_ICON(assets(PathTemplate.of("/favicon.ico"))),
    PAGE_ASSETS(assets(PathTemplate.below("/static"))),
    PAGE_SOURCES(assets(PathTemplate.below("/web"))),
    PAGE_MODULES(assets(PathTemplate.below("/app"))),
    CLIENTS(assets(PathTemplate.below("/clients"))),
    MCP(extension("/mcp", "POST").takes(Permit.LOOKUP)),
    METRICS(assets(PathTemplate.below("/q/metrics")).metrics()),
    MANAGEMENT(assets(PathTemplate.below("/q")));

    /** The handler of an endpoint. */
    public enum Handler {
        /** A plain route of Vert.x: streams, files, tar archives, tables. */
        ROUTE,
        /** An annotated resource: whole documents. */
        RESOURCE,
        /** Static files, and endpoints of Quarkus and its extensions. */
        ASSET
    }

    /** The clients that may use an endpoint. */
    public enum Access {
        /** All clients, without authentication. */
        OPEN,
        /** All clients if {@code voyage.auth.open-metrics} is set, else authenticated callers. */
        METRICS,
        /** Every authenticated caller. */
        CALLER,
        /** The owner of the search; to any other caller the search does not exist. */
        OWNER
    }

    /** The limit that an open request counts against. */
    public enum Permit {
        NONE,
        /** {@code voyage.limits.readers}. */
        STREAM,
        /** {@code voyage.limits.downloads}. */
        DOWNLOAD,
        /** {@code voyage.limits.lookups}. */
        LOOKUP
    }

    @SuppressWarnings(
            "ImmutableEnumChecker") // a row is complete before any endpoint is built from it, and then only read
    private final EndpointRow row;

    ApiEndpoint(EndpointRow row) {
        this.row = row;
    }

    /** The parts of a job negotiate the media type of reads; writes are answered by a redirect, which has no representation. */
    private static EndpointRow uws(String path, String... methods) {
        EndpointRow row = resource(path, methods).redirects();
        return row.methods.contains("POST") ? row.consumes(MediaTypes.URLENCODED, MediaTypes.MULTIPART) : row;
    }

    /** The endpoint at a path, in the form of the request line or normalised; empty if there is none. */
    public static Optional<ApiEndpoint> at(String path) {
        List<String> segments = PathTemplate.split(path);
        return path.startsWith("/")
                ? Arrays.stream(values())
                        .filter(endpoint -> endpoint.row.path.matches(segments))
                        .findFirst()
                : Optional.empty();
    }

    /** The endpoints that are part of the API: all but assets. */
    public static Stream<ApiEndpoint> documented() {
        return Arrays.stream(values()).filter(endpoint -> endpoint.handler() != Handler.ASSET);
    }

    /** The path with its parameters in braces; also the label of its requests in metrics. */
    public String template() {
        return row.path.text();
    }

    /** The path with this search id in place of {@code {id}}. */
    public String path(String id) {
        return row.path.with(id);
    }

    /** The path in the syntax of Vert.x routes. */
    public String routePath() {
        return row.path.routePath();
    }

    /** A regular expression that matches whole paths of this endpoint. */
    public String regex() {
        return row.path.regex();
    }

    public Handler handler() {
        return row.handler;
    }

    /** The supported methods, including HEAD and OPTIONS, sorted. */
    public Set<String> methods() {
        return row.methods;
    }

    /** The methods in the form of the header {@code Allow}. */
    public String allowed() {
        return String.join(", ", row.methods);
    }

    /** Media types of a successful response, the preferred one first. */
    public List<String> produces() {
        return row.produces;
    }

    /** Media types of a request body; empty if it accepts none. */
    public List<String> consumes() {
        return row.consumes;
    }

    public Access access() {
        return row.access;
    }

    public Permit permit() {
        return row.permit;
    }

    /** Whether reads accept a ticket in the query instead of the header {@code Authorization}. */
    public boolean takesTickets() {
        return row.ticket;
    }

    /** Whether its query or a cursor names searches, which must belong to the caller. */
    public boolean namesSearches() {
        return row.namesSearches;
    }

    /** Whether a read starts a search. */
    public boolean startsSearch() {
        return row.startsSearch;
    }

    /** Whether all requests except reads are answered by a redirect. */
    public boolean redirects() {
        return row.redirects;
    }

    /** The name under which a search links to it. */
    public Optional<String> link() {
        return Optional.ofNullable(row.link);
    }

    /** The search that a path of this endpoint is about; empty if it is about none. */
    public Optional<String> search(String path) {
        return row.path.id(path);
    }

    /**
     * Whether all parsers interpret a path of this endpoint in the same way, also after normalisation, which may lead to
     * another endpoint, such as one below the prefix of assets.
     */
    public boolean isUnambiguous(String path, String normalized) {
        return at(normalized).filter(this::equals).isPresent() && row.path.isUnambiguous(path, normalized);
    }
}
