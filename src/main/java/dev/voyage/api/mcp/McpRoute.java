package dev.voyage.api.mcp;

import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.api.endpoint.FilterOrder;
import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.api.searches.SearchJsonParser;
import dev.voyage.api.web.ContentNegotiation;
import dev.voyage.api.web.ProblemResponses;
import dev.voyage.api.web.RouteGroup;
import dev.voyage.api.web.RouteSupport;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import io.quarkiverse.mcp.server.runtime.ConnectionManager;
import io.quarkiverse.mcp.server.runtime.McpMessageHandler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /mcp}: in front of the MCP extension, which handles the messages that pass. Messages are independent of one another:
 * no session outlives its request, so that any replica answers, and clients cannot fill the memory. Without sessions there is no
 * stream for GET.
 */
@ApplicationScoped
class McpRoute implements RouteGroup {

    private static final String SESSION = "Mcp-Session-Id";
    private static final String VERSION = "MCP-Protocol-Version";
    private static final int METHOD_NOT_FOUND = -32601; // JSON-RPC 2.0, 5.1

    private final McpConfig config;
    private final McpTools tools;
    private final ConnectionManager sessions;

    McpRoute(McpConfig config, McpTools tools, ConnectionManager sessions) {
        this.config = config;
        this.tools = tools;
        this.sessions = sessions;
    }

    @Override
    public void hang(Router router) {
        if (config.enabled()) {
            tools.register(config.write());
            route(router).handler(McpRoute::checkHead).failureHandler(McpRoute::refuse);
            route(router).handler(BodyHandler.create(false).setBodyLimit(SearchJsonParser.MOST_BYTES));
            route(router).handler(this::checkMessage);
        } else {
            route(router)
                    .handler(exchange ->
                            ProblemResponses.fail(exchange, ProblemResponses.nothingAt(exchange.request())));
        }
    }

    /** Routes of the same order are tried in the order of their creation. */
    private static Route route(Router router) {
        return router.route(ApiEndpoint.MCP.routePath()).order(FilterOrder.MCP_MESSAGES.order());
    }

    private static void checkHead(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        String method = request.method().name();
        if (request.method().equals(HttpMethod.OPTIONS)) {
            RouteSupport.answerOptions(exchange, ApiEndpoint.MCP);
            return;
        }
        if (!ApiEndpoint.MCP.methods().contains(method)) {
            exchange.response().putHeader(HttpHeaders.ALLOW, ApiEndpoint.MCP.allowed());
            throw RouteSupport.notAllowed(method, ApiEndpoint.MCP.allowed());
        }
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(MediaTypes.JSON)) {
            throw Problem.of(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "send " + MediaTypes.JSON + ", not " + (type == null ? "nothing" : QuotedText.of(type)));
        }
        String version = request.getHeader(VERSION);
        if (version != null && !McpMessageHandler.SUPPORTED_PROTOCOL_VERSIONS.contains(version)) {
            throw Problem.badParameter(
                            VERSION,
                            VERSION + " must be one of "
                                    + String.join(", ", McpMessageHandler.SUPPORTED_PROTOCOL_VERSIONS) + ", not "
                                    + QuotedText.of(version))
                    .with("supported", McpMessageHandler.SUPPORTED_PROTOCOL_VERSIONS);
        }
        checkAccept(exchange);
        exchange.next();
    }

    /** A response is JSON or, from a tool, a stream with one event; a client has to accept both (Streamable HTTP). */
    private static void checkAccept(RoutingContext exchange) {
        String accept = ContentNegotiation.accept(exchange);
        ContentNegotiation.best(accept, List.of(MediaTypes.JSON));
        ContentNegotiation.best(accept, List.of(MediaTypes.EVENT_STREAM));
        ContentNegotiation.keepAccepted(exchange);
        exchange.request().headers().set(HttpHeaders.ACCEPT, MediaTypes.JSON + ", " + MediaTypes.EVENT_STREAM);
    }

    private void checkMessage(RoutingContext exchange) {
        byte[] body = exchange.body().buffer() == null
                ? new byte[0]
                : exchange.body().buffer().getBytes();
        McpMessage message = McpMessage.read(body);
        HttpServerResponse response = exchange.response();
        if (message.isNotification()) { // of a session that is not kept
            var unused = response.setStatusCode(202).end();
        } else if (!message.isKnown()) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, MediaTypes.JSON);
            ProblemResponses.end(exchange, ProblemResponses.json(unknown(message)));
        } else {
            exchange.request().headers().remove(SESSION);
            exchange.addHeadersEndHandler(sent -> forget(response));
            exchange.addEndHandler(closed -> close(response));
            exchange.next();
        }
    }

    private static Map<String, Object> unknown(McpMessage message) {
        return Map.of(
                "jsonrpc",
                "2.0",
                "id",
                message.id(),
                "error",
                Map.of(
                        "code",
                        METHOD_NOT_FOUND,
                        "message",
                        "there is no method " + QuotedText.of(message.method()) + " here"));
    }

    /** Drops the session that the extension has made for {@code initialize}, and does not name it. */
    private void forget(HttpServerResponse response) {
        String session = response.headers().get(SESSION);
        if (session != null) {
            response.headers().remove(SESSION);
            sessions.remove(session);
        }
    }

    /** Marks the response to a client that has disconnected as ended, so that nothing of its request is kept. */
    private static void close(HttpServerResponse response) {
        if (!response.ended()) {
            var unused = response.end();
        }
    }

    private static void refuse(RoutingContext exchange) {
        boolean tooLarge = exchange.statusCode() == 413;
        if (exchange.failure() == null && !tooLarge) {
            exchange.next();
            return;
        }
        RouteSupport.endConnection(exchange); // the rest of the body may not have been read
        ProblemResponses.fail(exchange, tooLarge ? SearchJsonParser.tooLarge() : exchange.failure());
    }
}
