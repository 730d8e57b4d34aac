package dev.voyage.api.mcp;

import io.smallrye.mutiny.Uni;
import java.util.function.Function;

/**
 * One tool.
 *
 * @param parameters the schema of its arguments
 * @param run fails with a problem, which the client receives as the result
 */
record McpTool(
        String name,
        String title,
        String description,
        ToolEffect effect,
        ToolSchema parameters,
        Function<ToolCall, Uni<ToolResult>> run) {}
