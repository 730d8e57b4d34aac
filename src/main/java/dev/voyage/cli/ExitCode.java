package dev.voyage.cli;

import dev.voyage.cli.output.VerificationPrinter;
import dev.voyage.journal.event.Outcome;
import dev.voyage.problem.ProblemType;

/** The exit codes of all commands. */
public final class ExitCode {

    /** Complete: every file of every selected observation is on disk and verified. */
    public static final int COMPLETE = 0;
    /** Usage: the command line or the search has a mistake; nothing was started. */
    public static final int USAGE = 2;
    /** Partial: something is missing; the output lists it. */
    public static final int PARTIAL = 3;
    /** Empty: nothing matched. */
    public static final int EMPTY = 4;
    /** Failed: name, registry or catalogue could not be used, or an internal error occurred. */
    public static final int FAILED = 5;
    /** Interrupted by Ctrl-C, or the search was cancelled. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}

    /** The exit code of a search. */
    public static int of(Outcome outcome) {
        return switch (outcome) {
            case COMPLETE -> COMPLETE;
            case PARTIAL -> PARTIAL;
            case EMPTY -> EMPTY;
            case FAILED -> FAILED;
            case CANCELLED -> INTERRUPTED;
        };
    }

    /** The exit code of a verification. */
    public static int of(VerificationPrinter verified) {
        if (verified.files() == 0) {
            return EMPTY;
        }
        return verified.isWhole() ? COMPLETE : PARTIAL;
    }

    /** The exit code of a command that failed before it had begun. */
    static int of(ProblemType kind) {
        return kind == ProblemType.BAD_PARAMETER || kind == ProblemType.BAD_CONDITION ? USAGE : FAILED;
    }
}
