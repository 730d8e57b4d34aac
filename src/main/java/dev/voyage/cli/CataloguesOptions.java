package dev.voyage.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code voyage catalogues}: what may be said on its command line. */
@Command(
        name = "catalogues",
        description = "Search the registry for catalogues by keywords.",
        footer = {"", "Example: voyage catalogues nustar"})
public final class CataloguesOptions {

    @Parameters(
            paramLabel = "KEYWORD",
            arity = "1..*",
            description = "Words that all must occur in a catalogue's description.")
    List<String> keywords;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many (default: ${DEFAULT-VALUE}).")
    int limit;

    @Option(names = "--json", description = "As lines of JSON.")
    boolean json;

    @Mixin
    CommonOptions common;
}
