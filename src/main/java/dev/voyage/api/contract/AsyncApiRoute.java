package dev.voyage.api.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.api.message.QueryParameters;
import dev.voyage.api.web.ContentNegotiation;
import dev.voyage.api.web.ProblemResponses;
import dev.voyage.api.web.RouteGroup;
import dev.voyage.api.web.RouteSupport;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** {@code /q/asyncapi}: the AsyncAPI document, as YAML or JSON in the same way as {@code /q/openapi}. */
@ApplicationScoped
class AsyncApiRoute implements RouteGroup {

    private static final String YAML = "application/yaml";

    private final ContractDocuments documents;

    AsyncApiRoute(ContractDocuments documents) {
        this.documents = documents;
    }

    @Override
    public void hang(Router router) {
        router.get("/q/asyncapi").handler(this::answer);
        router.head("/q/asyncapi").handler(this::answer);
    }

    private void answer(RoutingContext exchange) {
        boolean json;
        try {
            json = isJson(exchange);
        } catch (Problem refused) {
            ProblemResponses.fail(exchange, refused);
            return;
        }
        RouteSupport.onLoop(exchange, documents.openApi())
                .subscribe()
                .with(
                        openApi -> send(exchange, AsyncApiDocument.of(openApi), json),
                        failure -> ProblemResponses.fail(exchange, failure));
    }

    private static boolean isJson(RoutingContext exchange) {
        String format = QueryParameters.of(exchange.request().query(), Set.of("format"))
                .one("format")
                .orElse("");
        return switch (format) {
            case "json" -> true;
            case "yaml" -> false;
            case "" -> {
                String accept = ContentNegotiation.accept(exchange);
                yield accept != null && accept.contains("json");
            }
            default ->
                throw Problem.badParameter("format", "format must be json or yaml, not " + QuotedText.of(format));
        };
    }

    private static void send(RoutingContext exchange, JsonNode document, boolean json) {
        try {
            byte[] body = (json ? new JsonMapper() : new YAMLMapper()).writeValueAsBytes(document);
            exchange.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, json ? MediaTypes.JSON : YAML)
                    .putHeader(HttpHeaders.VARY, "Accept");
            ProblemResponses.end(exchange, body);
        } catch (JsonProcessingException ours) {
            ProblemResponses.fail(exchange, ours);
        }
    }
}
