package dev.voyage.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.api.contract.EventSchemaList.EventSchemaLink;
import dev.voyage.api.message.QueryParameters;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/schemas}: a JSON Schema for each type of event, for programs that check or generate code. */
@Path("/v1/schemas")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events")
@APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
public class SchemasResource {

    private final ContractDocuments documents;

    SchemasResource(ContractDocuments documents) {
        this.documents = documents;
    }

    /** All types. */
    @GET
    @Operation(
            operationId = "listSchemas",
            summary = "The JSON Schemas of all events",
            description = "An entry for each type of event that a stream sends, without heartbeats.")
    @APIResponse(
            responseCode = "200",
            description = "All types with the addresses of their schemas",
            content = @Content(schema = @Schema(implementation = EventSchemaList.class)))
    public Uni<EventSchemaList> list(@Context HttpServerRequest request) {
        QueryParameters.of(request.query(), Set.of());
        return documents.openApi().map(EventSchemas::new).map(SchemasResource::list);
    }

    private static EventSchemaList list(EventSchemas schemas) {
        return new EventSchemaList(
                href(EventSchemas.ANY),
                schemas.types().stream().map(type -> link(schemas, type)).toList());
    }

    private static EventSchemaLink link(EventSchemas schemas, String type) {
        JsonNode schema = schemas.component(type);
        boolean stored = schema.at("/properties").has("seq");
        return new EventSchemaLink(type, schema.path("description").asText(), stored, href(type));
    }

    private static String href(String type) {
        return "/v1/schemas/" + type;
    }

    /** One type. */
    @GET
    @Path("/{event}")
    @Operation(
            operationId = "schema",
            summary = "The JSON Schema of one type of event",
            description =
                    "JSON Schema 2020-12, without references to other documents. event stands for any event. Fields"
                            + " that the schema does not know are allowed, since later versions add some.")
    @APIResponse(
            responseCode = "200",
            description = "The schema",
            content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public Uni<JsonNode> schema(@PathParam("event") String event, @Context HttpServerRequest request) {
        QueryParameters.of(request.query(), Set.of());
        return documents.openApi().map(EventSchemas::new).map(schemas -> schemas.schema(event)
                .orElseThrow(() -> Problem.of(
                        ProblemType.NOT_FOUND,
                        "there is no event type " + QuotedText.of(event) + "; the types are "
                                + String.join(", ", schemas.types()) + ", and event for any of them")));
    }
}
