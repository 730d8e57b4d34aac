package dev.voyage.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that a condition is rejected, with the position and the message. */
final class Refusals {

    private Refusals() {}

    static Problem refused(ThrowingCallable attempt, int position, String words) {
        var problem = catchThrowableOfType(Problem.class, attempt);
        assertThat(problem).isNotNull();
        assertThat(problem.kind()).isEqualTo(ProblemType.BAD_CONDITION);
        assertThat(problem.members()).containsEntry("position", position).containsEntry("parameter", "where");
        assertThat(problem.detail()).contains(words);
        return problem;
    }
}
