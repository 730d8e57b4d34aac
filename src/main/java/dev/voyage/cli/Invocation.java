package dev.voyage.cli;

import dev.voyage.problem.Problem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * What was said on the command line, understood before anything is started: a mistake or a question
 * for help costs no start-up.
 */
public final class Invocation {

    private final Object options;
    private final CommonOptions common;

    private Invocation(Object options, CommonOptions common) {
        this.options = options;
        this.common = common;
    }

    /**
     * Reads the arguments.
     *
     * @param out where help goes
     * @param err where mistakes go
     * @return empty when all is said already; then {@code exitCode} holds what to exit with
     */
    public static Optional<Invocation> of(String[] args, PrintWriter out, PrintWriter err, int[] exitCode) {
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
            err.println("voyage: " + Printable.of(mistake.getMessage()));
            err.println("see: " + command + " --help");
        } catch (Problem mistake) {
            err.println("voyage: " + Printable.of(mistake.detail()));
            err.println("see: voyage search --help");
        }
        err.flush();
        exitCode[0] = ExitCode.USAGE;
        return Optional.empty();
    }

    static CommandLine commandLine() {
        return new CommandLine(new VoyageOptions()).setUsageHelpWidth(100);
    }

    private static Invocation of(ParseResult parsed) {
        if (!parsed.hasSubcommand()) {
            var options = (VoyageOptions) parsed.commandSpec().userObject();
            return new Invocation(options, options.common);
        }
        Object options = parsed.subcommand().commandSpec().userObject();
        if (options instanceof SearchOptions search) {
            search.request(); // throws what is wrong with it
            return new Invocation(search, search.common);
        } else if (options instanceof ResolveOptions resolve) {
            return new Invocation(resolve, resolve.common);
        } else if (options instanceof CataloguesOptions catalogues) {
            return new Invocation(catalogues, catalogues.common);
        }
        return new Invocation(options, ((ServeOptions) options).common);
    }

    /** Whether to serve, and not to do one thing and exit. */
    public boolean serves() {
        return options instanceof VoyageOptions || options instanceof ServeOptions;
    }

    public boolean demo() {
        return common.demo;
    }

    /** The data directory, where one was named. */
    public Optional<Path> data() {
        return Optional.ofNullable(common.data);
    }

    /** The options of the command that was given. */
    Object options() {
        return options;
    }
}
