package dev.voyage.cli.options;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of the commands that ask a running service. */
@Command(mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class)
public abstract class RemoteOptions {

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Address of the service (default: VOYAGE_SERVER, or http://localhost:8080). A secret in"
                    + " VOYAGE_TOKEN is sent as bearer token.")
    public String server;

    @Option(names = "--json", description = "Print JSON as the service sends it.")
    public boolean json;

    /** {@code voyage list}. */
    @Command(
            name = "list",
            description = "List the searches of a running service, the newest first.",
            footer = {"", "Example: voyage list --phase EXECUTING"})
    public static final class Listing extends RemoteOptions {

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "20",
                description = "Maximum number of searches (default: ${DEFAULT-VALUE}).")
        public int limit;

        @Option(
                names = "--phase",
                paramLabel = "PHASE",
                description =
                        "Only searches in this phase: PENDING, QUEUED, EXECUTING, HELD, COMPLETED, ERROR, ABORTED.")
        public String phase;
    }

    /** A command about one search. */
    public abstract static class OfSearch extends RemoteOptions {

        @Parameters(index = "0", paramLabel = "SEARCH", description = "Id of the search, as voyage list prints it.")
        public String search;
    }

    /** {@code voyage show}. */
    @Command(
            name = "show",
            description = {
                "Show the request, progress and outcome of a search of a running service.",
                "With --format or --output, write its observations as a table instead."
            },
            footer = {
                "",
                "Examples:",
                "  voyage show 01m817ykta51zyqqpjbdrc5yb7",
                "  voyage show -o rows.fits 01m817ykta51zyqqpjbdrc5yb7"
            })
    public static final class Show extends OfSearch {

        @Mixin
        public TableOptions table;

        @Option(
                names = "--of",
                paramLabel = "CATALOGUE",
                description = "The catalogue of the table, if the search has several.")
        public String catalogue;
    }

    /** {@code voyage watch}. */
    @Command(
            name = "watch",
            description = "Follow a search of a running service from its beginning to its end, over disconnections.",
            footer = {"", "Example: voyage watch 01m817ykta51zyqqpjbdrc5yb7"})
    public static final class Watch extends OfSearch {}

    /** {@code voyage pause}. */
    @Command(
            name = "pause",
            description = "Pause a search of a running service.",
            footer = {"", "Example: voyage pause 01m817ykta51zyqqpjbdrc5yb7"})
    public static final class Pause extends OfSearch {}

    /** {@code voyage resume}. */
    @Command(
            name = "resume",
            description = "Resume a paused search of a running service.",
            footer = {"", "Example: voyage resume 01m817ykta51zyqqpjbdrc5yb7"})
    public static final class Resume extends OfSearch {}

    /** {@code voyage retry}. */
    @Command(
            name = "retry",
            description = {
                "Retry the failures of an ended search of a running service, as a new search.",
                "With --observation or --file, request these again instead, whether they failed or not."
            },
            footer = {
                "",
                "Examples:",
                "  voyage retry 01m817ykta51zyqqpjbdrc5yb7",
                "  voyage retry --file 60061044002/nu60061044002.cat.gz 01m817ykta51zyqqpjbdrc5yb7"
            })
    public static final class Retry extends OfSearch {

        @Option(
                names = "--observation",
                paramLabel = "ID",
                description = "An observation with all its files; may be repeated.")
        public List<String> observations = new ArrayList<>();

        @Option(
                names = "--file",
                paramLabel = "PATH",
                description = "A file, as the events of the search name it; may be repeated.")
        public List<String> files = new ArrayList<>();
    }

    /** {@code voyage rename}. */
    @Command(
            name = "rename",
            description = "Give a search of a running service a name; without NAME, take it away.",
            footer = {"", "Example: voyage rename 01m817ykta51zyqqpjbdrc5yb7 \"Bullet cluster\""})
    public static final class Rename extends OfSearch {

        @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "Up to 200 printable characters.")
        public String name;
    }

    /** {@code voyage cancel}. */
    @Command(
            name = "cancel",
            description = "Cancel a search of a running service; finished files stay.",
            footer = {"", "Example: voyage cancel 01m817ykta51zyqqpjbdrc5yb7"})
    public static final class Cancel extends OfSearch {}

    /** {@code voyage delete}. */
    @Command(
            name = "delete",
            description = {
                "Delete an ended search of a running service: its events and its manifest.",
                "Its files stay, unless --files delete removes those that no other search has."
            },
            footer = {"", "Example: voyage delete --files delete 01m817ykta51zyqqpjbdrc5yb7"})
    public static final class Delete extends OfSearch {

        @Option(
                names = "--files",
                paramLabel = "WHAT",
                defaultValue = "keep",
                description = "Files of the search: keep, or delete where no other search has them (default:"
                        + " ${DEFAULT-VALUE}).")
        public String files;

        @Option(
                names = {"-y", "--yes"},
                description = "Do not ask for confirmation; needed without a terminal.")
        public boolean yes;
    }

    /** {@code voyage open}. */
    @Command(
            name = "open",
            description = "Open the page of a running service in the browser, at a search if one is given.",
            footer = {"", "Example: voyage open 01m817ykta51zyqqpjbdrc5yb7"})
    public static final class Open extends RemoteOptions {

        @Parameters(arity = "0..1", paramLabel = "SEARCH", description = "Id of the search, as voyage list prints it.")
        public String search;
    }
}
