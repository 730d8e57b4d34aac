package dev.voyage.preview.fits;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;

/** Problems of files. */
public final class FitsFault {

    private FitsFault() {}

    /** There is no preview of this file, because of this. */
    public static Problem of(String detail) {
        return Problem.of(ProblemType.NO_PREVIEW, detail);
    }

    /** As {@link #of}, with the exception that caused it. */
    public static Problem of(String detail, Throwable cause) {
        return Problem.of(ProblemType.NO_PREVIEW, detail, cause);
    }
}
