package dev.voyage.cli;

import dev.voyage.cli.options.CataloguesOptions;
import dev.voyage.cli.options.DiscoverOptions;
import dev.voyage.cli.options.RemoteOptions;
import dev.voyage.cli.options.ResolveOptions;
import dev.voyage.cli.options.VerifyOptions;
import dev.voyage.cli.output.CommandConsole;
import dev.voyage.cli.output.SearchSummary;
import dev.voyage.cli.output.TargetPrinter;
import dev.voyage.cli.remote.ProcessSurroundings;
import dev.voyage.cli.remote.RemoteCommand;
import dev.voyage.problem.Problem;
import dev.voyage.resolve.ResolvedTarget;
import dev.voyage.resolve.Resolver;
import java.io.PrintStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Commands that need nothing but their arguments, or a service that runs elsewhere: no framework is started for them. */
public final class LocalCommand {

    private LocalCommand() {}

    /**
     * Runs the command if it is one of these.
     *
     * @return the exit code; empty when the program must be started for it
     */
    public static OptionalInt run(Invocation invocation) {
        return run(invocation, json -> CommandConsole.system(json).out());
    }

    /** @param console standard output for JSON (true), or for people */
    static OptionalInt run(Invocation invocation, Function<Boolean, PrintStream> console) {
        if (invocation.options() instanceof RemoteOptions remote) {
            return remote(console, command -> command.run(remote));
        } else if (invocation.options() instanceof VerifyOptions verify && verify.server != null) {
            return remote(console, command -> command.verify(verify));
        } else if (invocation.options() instanceof CataloguesOptions catalogues && catalogues.server != null) {
            return remote(console, command -> command.catalogues(catalogues));
        } else if (invocation.options() instanceof DiscoverOptions discover && discover.server != null) {
            return remote(console, command -> command.discover(discover));
        }
        if (!(invocation.options() instanceof ResolveOptions resolve)) {
            return OptionalInt.empty();
        }
        try {
            Optional<ResolvedTarget> written = Resolver.written(resolve.name);
            written.ifPresent(target -> TargetPrinter.print(console.apply(resolve.json), target, resolve.json));
            return written.isPresent() ? OptionalInt.of(ExitCode.COMPLETE) : OptionalInt.empty();
        } catch (Problem problem) {
            return OptionalInt.of(report(problem));
        }
    }

    private static OptionalInt remote(Function<Boolean, PrintStream> console, ToIntFunction<RemoteCommand> run) {
        try {
            var command = new RemoteCommand(console.apply(true), System.err, new ProcessSurroundings());
            return OptionalInt.of(run.applyAsInt(command));
        } catch (Problem problem) {
            return OptionalInt.of(report(problem));
        }
    }

    /** Prints the problem on standard error. */
    static int report(Problem problem) {
        SearchSummary.problem(problem.members()).forEach(System.err::println);
        return ExitCode.of(problem.kind());
    }
}
