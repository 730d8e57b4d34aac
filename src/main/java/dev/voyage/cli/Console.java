package dev.voyage.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Standard output and error, and whether a person looks at the former. */
final class Console {

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final int columns;

    Console(PrintStream out, PrintStream err, boolean terminal, int columns) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.columns = columns;
    }

    /**
     * The process's own. JSON is UTF-8 whatever the locale; people's lines are as the terminal is.
     */
    static Console system(boolean json) {
        Charset charset = json
                ? StandardCharsets.UTF_8
                : Charset.forName(
                        System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8")));
        var out = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16), false, charset);
        return new Console(out, System.err, isTerminal(), columns());
    }

    /**
     * Whether standard output is a terminal; on systems without /proc, whether input is one too.
     */
    static boolean isTerminal() {
        Path descriptor = Path.of("/proc/self/fd/1");
        if (!Files.exists(Path.of("/proc/self/fd"))) {
            return consoleIsTerminal();
        }
        try {
            String device = Files.readSymbolicLink(descriptor).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException closed) {
            return false;
        }
    }

    /** Before JDK 22 there is a console only on a terminal; since then there is one that knows. */
    @SuppressWarnings("SystemConsoleNull") // JDK 17 answers null, and has no isTerminal
    private static boolean consoleIsTerminal() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException beforeJdk22) {
            return true;
        }
    }

    private static int columns() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : 80;
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    boolean isPerson() {
        return terminal;
    }

    int width() {
        return columns;
    }
}
