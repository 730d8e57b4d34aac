package dev.voyage.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code voyage}: the commands there are. */
@Command(
        name = "voyage",
        description = {
            "Give it an object and a catalogue; watch its observations, links and files arrive, live.",
            "Without a command it serves the HTTP API."
        },
        subcommands = {SearchOptions.class, ResolveOptions.class, CataloguesOptions.class, ServeOptions.class},
        footer = {
            "",
            "Examples:",
            "  voyage search \"3C 105\" --catalogue numaster --where \"exposure_a <= 10000\" --demo",
            "  voyage serve --demo",
            "  voyage search --help"
        })
public final class VoyageOptions {

    @Mixin
    CommonOptions common;
}
