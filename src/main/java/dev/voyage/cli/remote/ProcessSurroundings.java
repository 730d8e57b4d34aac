package dev.voyage.cli.remote;

import dev.voyage.cli.WebBrowser;
import dev.voyage.cli.output.CommandConsole;
import dev.voyage.cli.output.TerminalStyle;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;

/** The surroundings of this process. */
public final class ProcessSurroundings implements RemoteSurroundings {

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name));
    }

    @Override
    public Optional<Boolean> confirm(String question) {
        if (!CommandConsole.isTerminal() || !CommandConsole.isInputTerminal()) {
            return Optional.empty();
        }
        System.err.print(question);
        System.err.flush();
        return Optional.of(isYes(answer()));
    }

    private static String answer() {
        try {
            return new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    /** Whether the answer is a clear yes; null at the end of the input. */
    static boolean isYes(String answer) {
        String word = answer == null ? "" : answer.strip().toLowerCase(Locale.ROOT);
        return word.equals("y") || word.equals("yes");
    }

    @Override
    public TerminalStyle style() {
        return TerminalStyle.of(CommandConsole.isTerminal(), System.getenv());
    }

    @Override
    public boolean open(String page) {
        return WebBrowser.open(page);
    }
}
