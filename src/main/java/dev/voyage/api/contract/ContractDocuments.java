package dev.voyage.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.voyage.api.edge.BuiltOpenApi;
import io.smallrye.mutiny.Uni;
import io.smallrye.openapi.runtime.io.Format;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The OpenAPI document as a tree, read once, when a schema is first requested. */
@ApplicationScoped
class ContractDocuments {

    private final BuiltOpenApi openApi;
    private final Vertx vertx;
    private volatile JsonNode read;

    ContractDocuments(BuiltOpenApi openApi, Vertx vertx) {
        this.openApi = openApi;
        this.vertx = vertx;
    }

    /** The document; the first time it is read on a worker. */
    Uni<JsonNode> openApi() {
        JsonNode known = read;
        return known != null
                ? Uni.createFrom().item(known)
                : Uni.createFrom().completionStage(() -> vertx.executeBlocking(this::readNow, false)
                        .toCompletionStage());
    }

    private JsonNode readNow() {
        try {
            read = new YAMLMapper().readTree(openApi.getDocument("", Format.YAML));
            return read;
        } catch (IOException ours) {
            throw new UncheckedIOException(ours);
        }
    }
}
