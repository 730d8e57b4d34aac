package dev.voyage.condition.syntax;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;

/** Makes problems of errors in a condition. */
public final class SyntaxProblems {

    private SyntaxProblems() {}

    /**
     * @param position of the first invalid character, from 0; member {@code position}
     */
    public static Problem problem(String sentence, int position) {
        return Problem.of(ProblemType.BAD_CONDITION, sentence + " (at position " + position + ")")
                .with("parameter", "where")
                .with("position", position);
    }
}
