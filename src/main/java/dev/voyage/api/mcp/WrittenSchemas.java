package dev.voyage.api.mcp;

import io.quarkiverse.mcp.server.GlobalInputSchemaGenerator;
import io.quarkiverse.mcp.server.GlobalOutputSchemaGenerator;
import io.quarkiverse.mcp.server.ToolManager.ToolInfo;
import jakarta.inject.Singleton;

/**
 * In place of the extension's generators of schemas from classes: every tool has a {@link ToolSchema}, and the library behind them
 * would be loaded at each start, whether there are tools or not.
 */
@Singleton
class WrittenSchemas implements GlobalInputSchemaGenerator, GlobalOutputSchemaGenerator {

    @Override
    public InputSchema generate(ToolInfo tool) {
        throw new IllegalStateException(tool.name() + " has no schema of its arguments");
    }

    @Override
    public Object generate(Class<?> from) {
        throw new IllegalStateException("schemas are not made from classes, not from " + from.getName() + " either");
    }
}
