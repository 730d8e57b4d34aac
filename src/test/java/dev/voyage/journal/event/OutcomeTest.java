package dev.voyage.journal.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.journal.event.Tally.TallyCount;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {

    @ParameterizedTest(name = "{0} {1}, hides {2}: {3}")
    @CsvSource({
        "SELECTED, 0, false, EMPTY",
        "OBSERVATIONS, 5, false, EMPTY",
        "SELECTED, 0, true, PARTIAL",
        "SELECTED, 1, false, COMPLETE",
        "SELECTED, 1, true, PARTIAL",
    })
    void outcomeSaysWhetherAnythingIsMissing(TallyCount count, long number, boolean hides, Outcome outcome) {
        assertThat(Outcome.of(Tally.ZERO.plus(count, number), hides)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "FAILED, PARTIAL",
        "FAILED_OBSERVATIONS, PARTIAL",
        "REFUSED, PARTIAL",
        "UNAVAILABLE, COMPLETE",
        "SKIPPED, COMPLETE",
        "EXCLUDED, COMPLETE",
        "REPEATED, COMPLETE",
    })
    void failureOfAnyKindIsPartial(TallyCount count, Outcome outcome) {
        assertThat(Outcome.of(Tally.ZERO.plus(TallyCount.SELECTED, 2).plus(count, 1), false))
                .isEqualTo(outcome);
    }
}
