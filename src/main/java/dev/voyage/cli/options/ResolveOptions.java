package dev.voyage.cli.options;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code voyage resolve}. */
@Command(
        name = "resolve",
        description = "Find the position of a name.",
        footer = {"", "Example: voyage resolve \"3C 105\""})
public final class ResolveOptions {

    @Parameters(paramLabel = "NAME", description = "A name, or coordinates as text.")
    public String name;

    @Option(names = "--json", description = "Print JSON.")
    public boolean json;

    @Mixin
    public CommonOptions common;
}
