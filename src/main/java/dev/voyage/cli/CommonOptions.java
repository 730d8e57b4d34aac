package dev.voyage.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What every command takes. */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
public final class CommonOptions {

    @Option(names = "--data", paramLabel = "DIR", description = "Where journals and files are kept (default: ./data).")
    Path data;

    @Option(
            names = "--demo",
            description = "Ask the archive inside voyage instead of the real ones: nothing leaves this" + " machine.")
    boolean demo;
}
