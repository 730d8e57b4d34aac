package dev.voyage.cli.options;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code voyage serve}. */
@Command(
        name = "serve",
        description = {
            "Serve the HTTP API on http://localhost:8080/ until stopped.",
            "This is the default without arguments."
        },
        footer = {"", "Examples:", "  voyage serve --demo", "  voyage serve --port 8081 --open"})
public final class ServeOptions {

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port of the service, 0 for any free one (default: 8080, or quarkus.http.port).")
    public Integer port;

    @Option(names = "--open", description = "Open the page in the browser.")
    public boolean open;

    @Mixin
    public CommonOptions common;
}
