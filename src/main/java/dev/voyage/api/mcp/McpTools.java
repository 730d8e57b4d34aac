package dev.voyage.api.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.voyage.api.web.ProblemResponses;
import dev.voyage.api.web.RouteSupport;
import dev.voyage.problem.Problem;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkiverse.mcp.server.ToolResponse;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/** All tools; registered with the MCP extension when the server starts. */
@RegisterForReflection(
        targets = {ToolResponse.class, TextContent.class}) // Jackson writes them; the extension does not register them
@ApplicationScoped
class McpTools {

    private static final JsonMapper JSON = new JsonMapper();

    private final ToolManager manager;
    private final CurrentVertxRequest current;
    private final LookupTools lookups;
    private final SearchTools searches;
    private final SearchRequestTools requests;
    private final SearchPhaseTools phases;

    McpTools(
            ToolManager manager,
            CurrentVertxRequest current,
            LookupTools lookups,
            SearchTools searches,
            SearchRequestTools requests,
            SearchPhaseTools phases) {
        this.manager = manager;
        this.current = current;
        this.lookups = lookups;
        this.searches = searches;
        this.requests = requests;
        this.phases = phases;
    }

    /** @param write whether tools that change something are among them */
    void register(boolean write) {
        Stream.of(lookups.tools(), searches.tools(), requests.tools(), phases.tools())
                .flatMap(List::stream)
                .filter(tool -> write || !tool.effect().writes())
                .forEach(this::register);
    }

    private void register(McpTool tool) {
        manager.newTool(tool.name())
                .setTitle(tool.title())
                .setDescription(tool.description())
                .setAnnotations(tool.effect().annotations(tool.title()))
                .setInputSchema(new JsonObject(tool.parameters().json().toString()))
                .setAsyncHandler(given -> call(tool, given.args()))
                .register();
    }

    private Uni<ToolResponse> call(McpTool tool, Map<String, Object> given) {
        RoutingContext exchange = current.getCurrent();
        Uni<ToolResponse> response = Uni.createFrom()
                .deferred(() -> tool.run()
                        .apply(new ToolCall(
                                exchange, tree(given), tool.parameters().names())))
                .map(result -> response(false, result.json()))
                .onFailure()
                .recoverWithItem(failure -> failed(failure, exchange.request()));
        return RouteSupport.onLoop(exchange, tool.effect().writes() ? response : untilClosed(exchange, response));
    }

    private static ObjectNode tree(Map<String, Object> given) {
        try {
            return (ObjectNode) JSON.readTree(new JsonObject(given).encode());
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("decoded arguments are not JSON", ours);
        }
    }

    /** The problem as the result of the tool, so that an assistant can correct its arguments. */
    private static ToolResponse failed(Throwable failure, HttpServerRequest request) {
        Problem problem = ProblemResponses.problem(failure, request);
        return response(true, ForeignText.clean(JSON.valueToTree(problem.members())));
    }

    /** The same JSON twice: structured, and as text for clients of versions before 2025-06-18. */
    private static ToolResponse response(boolean isError, JsonNode json) {
        return new ToolResponse(
                isError, List.of(new TextContent(json.toString())), new JsonObject(json.toString()), null);
    }

    /** Cancels the requests of a tool when its client disconnects, and ends the call, which the extension waits for. */
    private static <T> Uni<T> untilClosed(RoutingContext exchange, Uni<T> work) {
        return Uni.createFrom().emitter(emitter -> {
            var running = work.subscribe().with(emitter::complete, emitter::fail);
            exchange.addEndHandler(closed -> {
                running.cancel();
                emitter.fail(new CancellationException("the client has disconnected")); // no effect after the response
            });
        });
    }
}
