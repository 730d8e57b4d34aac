package dev.voyage.cli.options;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The options of the commands that move the contents of the store. */
public abstract class StoreOptions {

    private static final String STANDARD = "-";

    @Mixin
    public CommonOptions common;

    /** The given name of the file. */
    abstract String name();

    /** The file; empty for standard input or output. */
    public Optional<Path> file() {
        return name().equals(STANDARD) ? Optional.empty() : Optional.of(Path.of(name()));
    }

    /** {@code voyage export}. */
    @Command(
            name = "export",
            description = {
                "Write all searches of the store to a file, with their events, the lists of their files and the index of the mirror.",
                "The store is the one that voyage.store names: of the data directory, or in PostgreSQL. Nothing may use it"
                        + " meanwhile. The files of the mirror are not in the export: they stay where they are."
            },
            footer = {
                "",
                "Exit codes: 0 all written, 4 the store is empty and no file is written, 5 failed.",
                "",
                "Examples:",
                "  voyage export searches.ndjson.gz",
                "  voyage export - --data /var/lib/voyage | ssh db.example.org voyage import -",
            })
    public static final class Export extends StoreOptions {

        @Parameters(
                paramLabel = "FILE",
                description = "File to write, compressed; an earlier one is replaced. - for standard output.")
        public String to;

        @Override
        String name() {
            return to;
        }
    }

    /** {@code voyage import}. */
    @Command(
            name = "import",
            description = {
                "Add all searches of an export to the store, with the same ids and events; all of them or, if anything is wrong, none.",
                "The store is the one that voyage.store names: of the data directory, or in PostgreSQL. Nothing may use it"
                        + " meanwhile. Searches that had not ended continue when the service starts."
            },
            footer = {
                "",
                "Exit codes: 0 all added, 2 the file is no export, 5 failed; the store is as it was, but for 0.",
                "",
                "Examples:",
                "  voyage import searches.ndjson.gz",
                "  VOYAGE_STORE=jdbc:postgresql://db.example.org/voyage voyage import searches.ndjson.gz",
            })
    public static final class Import extends StoreOptions {

        @Parameters(paramLabel = "FILE", description = "File that voyage export has written; - for standard input.")
        public String from;

        @Override
        String name() {
            return from;
        }
    }
}
