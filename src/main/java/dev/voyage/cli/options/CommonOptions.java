package dev.voyage.cli.options;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options of every command. */
@Command(mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class)
public final class CommonOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Directory of the journal and the files (default: ./data if it is there, or ~/.local/share/voyage).")
    public Path data;

    @Option(
            names = "--demo",
            description = "Use the embedded demo archive instead of the real services; no network is needed.")
    public boolean demo;
}
