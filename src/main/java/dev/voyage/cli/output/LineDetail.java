package dev.voyage.cli.output;

/** How much is printed for people. */
public enum LineDetail {
    /** Failures and the result. */
    QUIET,
    /** Each observation and file. */
    NORMAL,
    /** Also the beginning of each file, and found files before they are fetched. */
    VERBOSE;

    /** By the options {@code -q} and {@code -v}, of which the last one given decides at the caller. */
    public static LineDetail of(boolean quiet, boolean verbose) {
        if (quiet) {
            return QUIET;
        }
        return verbose ? VERBOSE : NORMAL;
    }
}
