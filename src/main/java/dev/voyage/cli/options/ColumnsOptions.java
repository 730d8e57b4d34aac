package dev.voyage.cli.options;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code voyage columns}. */
@Command(
        name = "columns",
        description = "List the columns of a catalogue, with their types, units and descriptions: the names that a"
                + " condition may use.",
        footer = {"", "Example: voyage columns numaster"})
public final class ColumnsOptions {

    @Parameters(
            paramLabel = "NAME",
            description =
                    "A catalogue as in voyage search: a table name, an ivoid, the URL of a cone search, or a table"
                            + " of a TAP service.")
    public String catalogue;

    @Option(names = "--json", description = "Print JSON as the service sends it.")
    public boolean json;

    @Mixin
    public CommonOptions common;
}
