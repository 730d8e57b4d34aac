package dev.voyage.cli.output;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Standard output and error, and whether standard output is a terminal. */
public final class CommandConsole {

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final int columns;

    CommandConsole(PrintStream out, PrintStream err, boolean terminal, int columns) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.columns = columns;
    }

    /** The console of the process. JSON is always UTF-8; other lines use the terminal's encoding. */
    public static CommandConsole system(boolean json) {
        Charset charset = json
                ? StandardCharsets.UTF_8
                : Charset.forName(
                        System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8")));
        var out = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16), false, charset);
        return new CommandConsole(out, System.err, isTerminal(), columns());
    }

    /**
     * Whether standard output is a terminal; on systems without /proc, whether input is one too.
     */
    public static boolean isTerminal() {
        return isTerminal(1);
    }

    /** Whether standard input is a terminal; on systems without /proc, whether output is one too. */
    public static boolean isInputTerminal() {
        return isTerminal(0);
    }

    private static boolean isTerminal(int descriptor) {
        if (!Files.exists(Path.of("/proc/self/fd"))) {
            return consoleIsTerminal();
        }
        try {
            String device = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException closed) {
            return false;
        }
    }

    /** Before JDK 22 a console exists only on a terminal; since then the console itself has the answer. */
    @SuppressWarnings("SystemConsoleNull") // JDK 17 returns null, and has no isTerminal
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

    public PrintStream out() {
        return out;
    }

    public PrintStream err() {
        return err;
    }

    public boolean isPerson() {
        return terminal;
    }

    /** The colours of standard output. */
    public TerminalStyle style() {
        return TerminalStyle.of(terminal, System.getenv());
    }

    /** The same with lines for people on standard error, for a result that takes standard output. */
    public CommandConsole aside() {
        return new CommandConsole(err, err, false, columns);
    }

    int width() {
        return columns;
    }
}
