package dev.voyage.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemTest {

    private static final Map<String, String> NAMES = Map.of("radius", "radiusDeg");

    @Test
    void aBorderNamesItsOwnParameter() {
        Problem problem = Problem.invalidField("radius", "radius must be above 0")
                .with("more", 1)
                .naming(NAMES);

        assertThat(problem.detail()).isEqualTo("radiusDeg must be above 0");
        assertThat(problem.members()).containsEntry("parameter", "radiusDeg").containsEntry("more", 1);
        assertThat(problem.kind()).isEqualTo(ProblemType.BAD_PARAMETER);
    }

    @Test
    void aSentenceThatDoesNotBeginWithTheFieldStays() {
        Problem problem = Problem.invalidField("radius", "radius-like text").naming(NAMES);

        assertThat(problem.detail()).isEqualTo("radius-like text");
        assertThat(problem.members()).containsEntry("parameter", "radiusDeg");
    }

    @Test
    void otherFieldsAndOtherProblemsStay() {
        Problem other = Problem.invalidField("where", "radius must be above 0");
        Problem none = Problem.of(ProblemType.UNAVAILABLE, "radius is away");

        assertThat(other.naming(NAMES)).isSameAs(other);
        assertThat(none.naming(NAMES)).isSameAs(none);
    }
}
