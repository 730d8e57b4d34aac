package dev.voyage.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code voyage serve}: what may be said on its command line. */
@Command(
        name = "serve",
        description = {
            "Serve the HTTP API on http://localhost:8080/ until stopped.",
            "This is also what voyage does without arguments."
        },
        footer = {"", "Example: voyage serve --demo"})
public final class ServeOptions {

    @Mixin
    CommonOptions common;
}
