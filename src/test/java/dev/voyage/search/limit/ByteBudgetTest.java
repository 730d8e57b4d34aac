package dev.voyage.search.limit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {

    private final ByteBudget budget = new ByteBudget(OptionalLong.of(100), 0, QuotaLease.free());

    private void refused(Runnable step) {
        assertThatThrownBy(step::run)
                .isInstanceOfSatisfying(Problem.class, it -> org.assertj.core.api.Assertions.assertThat(it.kind())
                        .isEqualTo(ProblemType.TOO_LARGE))
                .hasMessageContaining("100 bytes");
    }

    @Test
    void withoutALimitEverythingFits() {
        assertThatCode(() -> new ByteBudget(OptionalLong.empty(), 0, QuotaLease.free()).admit("a", Long.MAX_VALUE))
                .doesNotThrowAnyException();
    }

    @Test
    void aFileThatIsTooLongIsRefusedBeforeItBegins() {
        refused(() -> budget.admit("a", 101L));
        assertThatCode(() -> budget.admit("b", 100L)).doesNotThrowAnyException();
    }

    @Test
    void filesUnderWayCountTogether() {
        budget.admit("a", 60L);
        refused(() -> budget.admit("b", 41L));
        budget.admit("c", 40L);
    }

    @Test
    void whatTurnsOutToBeLongerIsStopped() {
        budget.admit("a", null);
        budget.advanced("a", 50, null);
        refused(() -> budget.advanced("a", 51, 101L));
    }

    @Test
    void aFileOfUnknownLengthNeedsSomethingLeft() {
        budget.admit("a", 100L);
        refused(() -> budget.admit("b", null));
    }

    @Test
    void whatIsBroughtCountsAndWhatWasHereOrFailedDoesNot() {
        budget.admit("a", 60L);
        budget.ended("a", 0);
        budget.admit("b", 100L);
        budget.ended("b", 90);
        refused(() -> budget.admit("c", 11L));
        budget.admit("d", 10L);
    }
}
