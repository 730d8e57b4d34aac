package dev.voyage.cli.options;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code voyage verify}. */
@Command(
        name = "verify",
        description = {
            "Read every file of a search again and compare its hash with that of the manifest; nothing is downloaded.",
            "Each file is whole, changed or missing. A changed or missing file is fetched again by the next search for it."
        },
        footer = {
            "",
            "Exit codes: 0 all whole, 3 some changed or missing, 4 no files, 5 failed.",
            "",
            "Examples:",
            "  voyage verify 01m817ykta51zyqqpjbdrc5yb7",
            "  voyage verify --server http://localhost:8080 01m817ykta51zyqqpjbdrc5yb7",
        })
public final class VerifyOptions {

    @Parameters(paramLabel = "SEARCH", description = "Id of the search, as voyage list or its first event names it.")
    public String search;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description =
                    "Let this service read the files, instead of the data directory here. A secret in VOYAGE_TOKEN"
                            + " is sent as bearer token.")
    public String server;

    @Option(names = "--json", description = "Print one JSON object for each file, and one with the counts.")
    public boolean json;

    @Mixin
    public CommonOptions common;
}
