package dev.voyage.cli;

import dev.voyage.cli.options.CataloguesOptions;
import dev.voyage.cli.options.ColumnsOptions;
import dev.voyage.cli.options.CommonOptions;
import dev.voyage.cli.options.DiscoverOptions;
import dev.voyage.cli.options.RemoteOptions;
import dev.voyage.cli.options.ResolveOptions;
import dev.voyage.cli.options.SearchOptions;
import dev.voyage.cli.options.ServeOptions;
import dev.voyage.cli.options.StoreOptions;
import dev.voyage.cli.options.VerifyOptions;
import dev.voyage.cli.options.VoyageOptions;
import dev.voyage.cli.output.TerminalText;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Spelling;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The command line, parsed before anything is started: a mistake or a request for help costs no start-up. */
public final class Invocation {

    private final Object options;
    private final Path dataOrNull;
    private final boolean demo;

    private Invocation(Object options, CommonOptions... given) {
        this.options = options;
        this.dataOrNull = Stream.of(given)
                .map(common -> common.data)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        this.demo = Stream.of(given).anyMatch(common -> common.demo);
    }

    /**
     * Reads the arguments.
     *
     * @param out for help
     * @param err for mistakes
     * @return empty when there is nothing to run; then {@code exitCode} holds the exit code
     */
    public static Optional<Invocation> of(String[] args, PrintWriter out, PrintWriter err, int[] exitCode) {
        if (args.length == 0) { // the usual start of the service: nothing to parse
            return Optional.of(new Invocation(new VoyageOptions()));
        }
        var line = commandLine().setOut(out).setErr(err);
        try {
            ParseResult parsed = line.parseArgs(args);
            Integer helped = CommandLine.executeHelpRequest(parsed);
            if (helped != null) {
                exitCode[0] = helped;
                return Optional.empty();
            }
            return Optional.of(of(parsed));
        } catch (CommandLine.ParameterException mistake) {
            String command = mistake.getCommandLine().getCommandSpec().qualifiedName();
            err.println("voyage: " + TerminalText.of(mistake.getMessage()));
            suggestion(mistake).ifPresent(word -> err.println("did you mean: " + word));
            err.println("see: " + command + " --help");
        } catch (Problem mistake) {
            err.println("voyage: " + TerminalText.of(mistake.detail()));
            err.println("see: voyage search --help");
        }
        err.flush();
        exitCode[0] = ExitCode.USAGE;
        return Optional.empty();
    }

    /** The command or option that was probably meant. */
    private static Optional<String> suggestion(CommandLine.ParameterException mistake) {
        if (!(mistake instanceof CommandLine.UnmatchedArgumentException unknown)
                || unknown.getUnmatched().isEmpty()) {
            return Optional.empty();
        }
        String written = unknown.getUnmatched().get(0).replaceFirst("=.*", "");
        CommandLine command = mistake.getCommandLine();
        return written.startsWith("-")
                ? Spelling.nearest(
                        written, command.getCommandSpec().optionsMap().keySet())
                : Spelling.nearest(written, command.getSubcommands().keySet());
    }

    static CommandLine commandLine() {
        return new CommandLine(new VoyageOptions()).setUsageHelpWidth(100);
    }

    private static Invocation of(ParseResult parsed) {
        var voyage = (VoyageOptions) parsed.commandSpec().userObject();
        if (!parsed.hasSubcommand()) {
            return new Invocation(voyage, voyage.common);
        }
        refuseTwice(parsed);
        Object options = parsed.subcommand().commandSpec().userObject();
        if (options instanceof SearchOptions search) {
            search.request(); // throws if the request is invalid
            return new Invocation(search, voyage.common, search.common);
        } else if (options instanceof ResolveOptions resolve) {
            return new Invocation(resolve, voyage.common, resolve.common);
        } else if (options instanceof CataloguesOptions catalogues) {
            catalogues.mistake().ifPresent(mistake -> {
                throw new CommandLine.ParameterException(
                        parsed.subcommand().commandSpec().commandLine(), mistake);
            });
            return new Invocation(catalogues, voyage.common, catalogues.common);
        } else if (options instanceof DiscoverOptions discover) {
            return new Invocation(discover, voyage.common, discover.common);
        } else if (options instanceof ColumnsOptions columns) {
            return new Invocation(columns, voyage.common, columns.common);
        } else if (options instanceof VerifyOptions verify) {
            return new Invocation(verify, voyage.common, verify.common);
        } else if (options instanceof StoreOptions store) {
            return new Invocation(store, voyage.common, store.common);
        } else if (options instanceof RemoteOptions) {
            return new Invocation(options, voyage.common);
        }
        return new Invocation(options, voyage.common, ((ServeOptions) options).common);
    }

    /** The common options may stand before or after the command, but each option only once. */
    private static void refuseTwice(ParseResult parsed) {
        ParseResult command = parsed.subcommand();
        for (OptionSpec before : parsed.matchedOptions()) {
            if (command.hasMatchedOption(before.longestName())) {
                throw new CommandLine.ParameterException(
                        command.commandSpec().commandLine(),
                        "option '" + before.longestName() + "' should be specified only once, before or after '"
                                + command.commandSpec().name() + "'");
            }
        }
    }

    /** Whether to run as a server, and not a single command. */
    public boolean serves() {
        return options instanceof VoyageOptions || options instanceof ServeOptions;
    }

    /** Whether a service that runs elsewhere does it. */
    boolean isRemote() {
        return options instanceof RemoteOptions
                || (options instanceof VerifyOptions verify && verify.server != null)
                || (options instanceof CataloguesOptions catalogues && catalogues.server != null)
                || (options instanceof DiscoverOptions discover && discover.server != null);
    }

    /** The part of the program that the process has to start for it. */
    public ProcessRole role() {
        if (serves()) {
            return ProcessRole.SERVICE;
        } else if (options instanceof StoreOptions) {
            return ProcessRole.STORE;
        }
        boolean stores = !isRemote() && (options instanceof SearchOptions || options instanceof VerifyOptions);
        return stores ? ProcessRole.SEARCH : ProcessRole.LOOKUP;
    }

    public boolean demo() {
        return demo;
    }

    /** The port of the service, if given. */
    public Optional<Integer> port() {
        return options instanceof ServeOptions serve ? Optional.ofNullable(serve.port) : Optional.empty();
    }

    /** Whether the service opens its page in a browser. */
    public boolean opensPage() {
        return options instanceof ServeOptions serve && serve.open;
    }

    /** The data directory, if given, before or after the command. */
    public Optional<Path> data() {
        return Optional.ofNullable(dataOrNull);
    }

    /** The options of the given command. */
    Object options() {
        return options;
    }
}
