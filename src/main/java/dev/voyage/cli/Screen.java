package dev.voyage.cli;

import java.io.PrintStream;

/**
 * Lines that stay, and below them, on a terminal, one line that is written over as things move on.
 */
final class Screen {

    private static final String WIPE = "\r\u001b[K";
    private static final long MILLIS_BETWEEN = 100;

    private final PrintStream out;
    private final boolean terminal;
    private final int width;
    private boolean statusShown;
    private long lastStatusMillis = Long.MIN_VALUE / 2;

    Screen(PrintStream out, boolean terminal, int width) {
        this.out = out;
        this.terminal = terminal;
        this.width = width;
    }

    /** Prints a line that stays. */
    void line(String text) {
        wipe();
        out.println(text);
        out.flush();
    }

    /** Shows this below the lines, ten times a second at most; nothing where nobody looks. */
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

    /** Takes the moving line away. */
    void wipe() {
        if (statusShown) {
            out.print(WIPE);
            out.flush();
            statusShown = false;
        }
    }
}
