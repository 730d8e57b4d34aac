/**
 * Tools for assistants, by the Model Context Protocol: {@code POST /mcp}. They use the services that the resources use, under the
 * same limits and the same ownership. Start at McpRoute.
 */
package dev.voyage.api.mcp;
