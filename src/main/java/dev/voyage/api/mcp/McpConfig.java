package dev.voyage.api.mcp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The operator's settings for the tools of the Model Context Protocol. */
@ConfigMapping(prefix = "voyage.mcp")
interface McpConfig {

    /** Whether {@code /mcp} offers tools for assistants, by the Model Context Protocol; it is 404 otherwise. */
    @WithDefault("false")
    boolean enabled();

    /** Whether these tools may also start, pause, resume, retry and cancel searches. */
    @WithDefault("false")
    boolean write();
}
