package dev.voyage.cli.output;

import java.io.PrintStream;

/** Permanent lines and, on a terminal, one status line below them that is overwritten. */
final class TerminalScreen {

    private static final String WIPE = "\r\u001b[K";
    private static final long MILLIS_BETWEEN = 100;

    private final PrintStream out;
    private final boolean terminal;
    private final int width;
    private boolean statusShown;
    private long lastStatusMillis = Long.MIN_VALUE / 2;

    TerminalScreen(PrintStream out, boolean terminal, int width) {
        this.out = out;
        this.terminal = terminal;
        this.width = width;
    }

    /** Prints a permanent line. */
    void line(String text) {
        wipe();
        out.println(text);
        out.flush();
    }

    /** Shows this below the lines, at most ten times a second; no effect without a terminal. */
    void status(String text, long nowMillis) {
        if (!terminal || (statusShown && nowMillis - lastStatusMillis < MILLIS_BETWEEN)) {
            return;
        }
        lastStatusMillis = nowMillis;
        String fitting = text.length() < width ? text : text.substring(0, Math.max(0, width - 1));
        out.print(WIPE + fitting);
        out.flush();
        statusShown = true;
    }

    /** Removes the status line. */
    void wipe() {
        if (statusShown) {
            out.print(WIPE);
            out.flush();
            statusShown = false;
        }
    }
}
