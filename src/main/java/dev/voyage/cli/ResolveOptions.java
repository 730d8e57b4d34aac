package dev.voyage.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code voyage resolve}: what may be said on its command line. */
@Command(
        name = "resolve",
        description = "Find the position of a name.",
        footer = {"", "Example: voyage resolve \"3C 105\""})
public final class ResolveOptions {

    @Parameters(paramLabel = "NAME", description = "A name, or coordinates as text.")
    String name;

    @Option(names = "--json", description = "As JSON.")
    boolean json;

    @Mixin
    CommonOptions common;
}
