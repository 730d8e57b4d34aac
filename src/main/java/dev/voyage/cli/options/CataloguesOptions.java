package dev.voyage.cli.options;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code voyage catalogues}. */
@Command(
        name = "catalogues",
        description = "Search the registry for catalogues by keywords.",
        footer = {"", "Example: voyage catalogues nustar"})
public final class CataloguesOptions {

    @Parameters(
            paramLabel = "KEYWORD",
            arity = "1..*",
            description = "Words that must all occur in the description of a catalogue.")
    public List<String> keywords;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "Maximum number of results (default: ${DEFAULT-VALUE}).")
    public int limit;

    @Option(names = "--json", description = "Print one JSON object per line.")
    public boolean json;

    @Mixin
    public CommonOptions common;
}
