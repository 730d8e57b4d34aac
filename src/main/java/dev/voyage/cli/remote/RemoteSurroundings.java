package dev.voyage.cli.remote;

import dev.voyage.cli.output.TerminalStyle;
import java.util.Optional;

/** The process around a command: its environment, the person at the terminal, the browser. */
public interface RemoteSurroundings {

    /** The value of an environment variable. */
    Optional<String> variable(String name);

    /** Asks the person; empty without a terminal. */
    Optional<Boolean> confirm(String question);

    /** The colours of standard output. */
    TerminalStyle style();

    /** Watches whether the process is stopped, for the command of the current thread. */
    default StopGuard guard() {
        return new StopGuard();
    }

    /** Opens the page in a browser; whether there is one. */
    boolean open(String page);
}
