package dev.voyage.api.edge;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import dev.voyage.api.endpoint.MediaTypes;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Makes the OpenAPI document usable for generators of clients; runs in the build. The first response of an operation becomes the
 * {@code Accept} of a generated client, so {@code default} is the last. A reference has no type beside it, which generators take
 * for a second schema. A form beside JSON is a map of strings, since clients are generated for the JSON only and would import a class
 * for the form that does not exist; its fields stay among the schemas.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiTidying implements OASFilter {

    @Override
    public Operation filterOperation(Operation operation) {
        APIResponses responses = operation.getResponses();
        APIResponse otherwise = responses == null ? null : responses.getDefaultValue();
        if (otherwise != null) {
            responses.removeAPIResponse(APIResponses.DEFAULT);
            responses.addAPIResponse(APIResponses.DEFAULT, otherwise);
        }
        RequestBody body = operation.getRequestBody();
        if (body != null && body.getContent() != null) {
            simplifyForm(body.getContent().getMediaTypes());
        }
        return operation;
    }

    private static void simplifyForm(Map<String, MediaType> bodies) {
        MediaType form = bodies.get(MediaTypes.MULTIPART);
        if (form == null
                || !bodies.containsKey(APPLICATION_JSON)
                || form.getSchema().getRef() == null) {
            return;
        }
        String fields = form.getSchema().getRef().replaceFirst(".*/", "");
        form.setSchema(OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("The fields of " + fields)
                .additionalPropertiesSchema(OASFactory.createSchema().addType(SchemaType.STRING)));
    }

    @Override
    public Schema filterSchema(Schema schema) {
        if (schema.getRef() != null) {
            schema.setType(null);
        }
        return schema;
    }
}
