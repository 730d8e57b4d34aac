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

/** The most recently packaged program, to run as a process: the jar, or with {@code -Pnative} the native executable. */
public final class PackagedProgram {

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private static final Pattern LISTENING = Pattern.compile("Listening on:? http://[^ ]*:(\\d+)");

    private PackagedProgram() {}

    /**
     * The command line of the program.
     *
     * @param options of the JVM, which the executable accepts too, such as {@code -Xmx256m} and {@code -Dkey=value}
     * @return empty if nothing was packaged
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
     * The address of a started program, from its output; returns after the program has printed it. Keeps reading the
     * output, so that the program never blocks on it. Blocks.
     *
     * @throws IOException with the whole output, if the program ended first
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

    /** Starts it in this directory, with standard error redirected to its output. */
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
