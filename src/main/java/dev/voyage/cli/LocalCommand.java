package dev.voyage.cli;

import dev.voyage.cli.options.ResolveOptions;
import dev.voyage.cli.output.CommandConsole;
import dev.voyage.cli.output.SearchSummary;
import dev.voyage.cli.output.TargetPrinter;
import dev.voyage.problem.Problem;
import dev.voyage.resolve.ResolvedTarget;
import dev.voyage.resolve.Resolver;
import java.io.PrintStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Commands that need nothing but their arguments: no framework is started for them. */
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

    /** Prints the problem on standard error. */
    static int report(Problem problem) {
        SearchSummary.problem(problem.members()).forEach(System.err::println);
        return ExitCode.of(problem.kind());
    }
}
