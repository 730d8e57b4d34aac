package dev.voyage;

import dev.voyage.cli.Commands;
import dev.voyage.cli.Invocation;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;

/** Where it all begins: serves, or does the one thing that the arguments say and exits. */
@QuarkusMain
public class Voyage implements QuarkusApplication {

    /** As for a command that failed: API 4. */
    private static final int NOT_STARTED = 5;

    private final Commands commands;

    Voyage(Commands commands) {
        this.commands = commands;
    }

    /** Reads the arguments first: a mistake or a question for help starts nothing. */
    public static void main(String... args) {
        var exitCode = new int[1];
        Optional<Invocation> given = read(args, exitCode);
        if (given.isEmpty()) {
            System.exit(exitCode[0]);
        }
        try {
            prepare(given.orElseThrow());
        } catch (IOException unusable) {
            System.err.println("voyage: " + unusable.getMessage());
            System.exit(NOT_STARTED);
        }
        Quarkus.run(Voyage.class, args);
    }

    private static Optional<Invocation> read(String[] args, int[] exitCode) {
        var out = new PrintWriter(System.out, true, Charset.defaultCharset());
        var err = new PrintWriter(System.err, true, Charset.defaultCharset());
        return Invocation.of(args, out, err, exitCode);
    }

    /** What must be settled before Quarkus reads its settings and opens the store. */
    private static void prepare(Invocation invocation) throws IOException {
        if (invocation.demo()) {
            System.setProperty("voyage.demo", "true");
        }
        // addresses as people type them: see api.Leniency
        System.setProperty("vertx.disableURIValidation", "true");
        invocation.data().ifPresent(data -> System.setProperty("voyage.data", data.toString()));
        String fromEnvironment = System.getenv().getOrDefault("VOYAGE_DATA", "./data");
        DataDirectory.make(Path.of(System.getProperty("voyage.data", fromEnvironment)));
        if (!invocation.serves()) {
            System.setProperty("quarkus.http.host-enabled", "false"); // no port for one command
            System.setProperty("quarkus.banner.enabled", "false");
            System.setProperty("quarkus.log.console.stderr", "true"); // stdout is for results
            System.setProperty("quarkus.log.console.level", "WARN");
        }
    }

    @Override
    public int run(String... args) {
        Invocation invocation = read(args, new int[1]).orElseThrow();
        if (invocation.serves()) {
            Quarkus.waitForExit();
            return 0;
        }
        return commands.run(invocation);
    }
}
