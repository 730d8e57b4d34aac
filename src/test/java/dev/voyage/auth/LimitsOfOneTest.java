package dev.voyage.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import org.junit.jupiter.api.Test;

/** Limits per client and in total. */
class LimitsOfOneTest {

    private static void isRefused(Throwable failure, String limit) {
        assertThat(failure).isInstanceOf(Problem.class).hasMessageContaining(limit);
        var problem = (Problem) failure;
        assertThat(problem.kind()).isEqualTo(ProblemType.TOO_MANY);
        assertThat(problem.retryAfter()).isPresent();
        assertThat(problem.members()).containsEntry("limit", limit);
    }

    @Test
    void eachHasSoManyAndAllTogetherSoMany() {
        var permits = new ConcurrencyLimit("things", "x.things", 3, 2);
        Runnable first = permits.take("a");
        permits.take("a");

        assertThatThrownBy(() -> permits.take("a")).satisfies(it -> isRefused(it, "x.things-per-client"));
        permits.take("b");
        assertThatThrownBy(() -> permits.take("c")).satisfies(it -> isRefused(it, "x.things"));
        first.run();
        first.run();
        assertThat(permits.taken()).isEqualTo(2);
        permits.take("a");
        assertThat(permits.taken()).isEqualTo(3);
    }
}
