package dev.voyage.cli;

import dev.voyage.problem.Kind;

/** How a command says to scripts how it went. */
final class ExitCode {

    static final int COMPLETE = 0;
    static final int USAGE = 2;
    static final int PARTIAL = 3;
    static final int EMPTY = 4;
    static final int FAILED = 5;
    static final int INTERRUPTED = 130;

    private ExitCode() {}

    /** Of a search, by the type of its last event. */
    static int of(String terminalType) {
        return switch (terminalType) {
            case "search.completed" -> COMPLETE;
            case "search.partial" -> PARTIAL;
            case "search.empty" -> EMPTY;
            case "search.cancelled" -> INTERRUPTED;
            default -> FAILED;
        };
    }

    /** Of a command that failed before it had begun. */
    static int of(Kind kind) {
        return kind == Kind.BAD_PARAMETER || kind == Kind.BAD_CONDITION ? USAGE : FAILED;
    }
}
