package dev.voyage.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** What was packaged last, to be run as a process: the jar, or with {@code -Pnative} the native executable. */
public final class PackagedProgram {

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private static final Pattern LISTENING = Pattern.compile("Listening on:? http://[^ ]*:(\\d+)");

    private PackagedProgram() {}

    /**
     * The words that start it.
     *
     * @param options of the JVM, which the executable takes too, such as {@code -Xmx256m} and {@code -Dkey=value}
     * @return empty where neither was packaged
     */
    public static Optional<List<String>> command(List<String> options) {
        var artifact = new Properties();
        try (var in = Files.newBufferedReader(TARGET.resolve("quarkus-artifact.properties"))) {
            artifact.load(in);
        } catch (IOException notPackaged) {
            return Optional.empty();
        }
        Path file = TARGET.resolve(artifact.getProperty("path", ""));
        String type = artifact.getProperty("type", "");
        var command = new ArrayList<String>();
        if (type.equals("native") && Files.isExecutable(file)) {
            command.add(file.toString());
            command.addAll(options);
        } else if (type.endsWith("jar") && Files.isRegularFile(file)) {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options);
            command.addAll(List.of("-jar", file.toString()));
        } else {
            return Optional.empty();
        }
        return Optional.of(command);
    }

    /**
     * Where a started program listens, by its own words; returns once it has said so. Its output is read on behind that, so that
     * it never waits for a reader. Blocks.
     *
     * @throws IOException with all that it said where it ended without
     */
    public static URI address(Process program) throws IOException {
        var out = program.inputReader();
        var log = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            log.append(line).append('\n');
            var listening = LISTENING.matcher(line);
            if (listening.find()) {
                var unused = CompletableFuture.runAsync(() -> out.lines().forEach(read -> {}));
                return URI.create("http://127.0.0.1:" + listening.group(1));
            }
        }
        throw new IOException("it did not start: " + log);
    }

    /** Starts it there, with standard error among its output. */
    public static Process start(Path directory, List<String> options, String... arguments) {
        var command = new ArrayList<>(
                command(options).orElseThrow(() -> new IllegalStateException("the program was not packaged")));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        }
    }
}
