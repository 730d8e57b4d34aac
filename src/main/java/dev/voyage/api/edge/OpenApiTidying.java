package dev.voyage.api.edge;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Makes the OpenAPI document usable for generators of clients; runs in the build. The first response of an operation becomes the
 * {@code Accept} of a generated client, so {@code default} is the last. A reference has no type beside it, which generators take
 * for a second schema.
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
        return operation;
    }

    @Override
    public Schema filterSchema(Schema schema) {
        if (schema.getRef() != null) {
            schema.setType(null);
        }
        return schema;
    }
}
