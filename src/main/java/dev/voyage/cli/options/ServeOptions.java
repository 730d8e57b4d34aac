package dev.voyage.cli.options;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The options of {@code voyage serve}. */
@Command(
        name = "serve",
        description = {
            "Serve the HTTP API on http://localhost:8080/ until stopped.",
            "This is the default without arguments."
        },
        footer = {"", "Example: voyage serve --demo"})
public final class ServeOptions {

    @Mixin
    public CommonOptions common;
}
