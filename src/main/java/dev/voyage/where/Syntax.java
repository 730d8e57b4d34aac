package dev.voyage.where;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;

/** What a condition's mistakes become. */
final class Syntax {

    private Syntax() {}

    /**
     * @param position of the character where it shows, from 0; member {@code position}
     */
    static Problem problem(String sentence, int position) {
        return Problem.of(Kind.BAD_CONDITION, sentence + " (at position " + position + ")")
                .with("parameter", "where")
                .with("position", position);
    }
}
