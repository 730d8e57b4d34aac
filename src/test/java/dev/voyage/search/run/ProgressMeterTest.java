package dev.voyage.search.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.journal.event.SearchEvent.SearchProgress;
import org.junit.jupiter.api.Test;

class ProgressMeterTest {

    private final ProgressMeter pace = new ProgressMeter();

    @Test
    void itIsToldOnceASecond() {
        assertThat(pace.beat(0)).isPresent();
        assertThat(pace.beat(999)).isEmpty();
        assertThat(pace.beat(1000)).isPresent();
    }

    @Test
    void countsBytesRateAndTimeAddUp() {
        pace.found("a", 1000L);
        pace.found("b", 500L);
        assertThat(pace.beat(0)).contains(new SearchProgress(2, 0, 0, 1500, 0, 0, null));

        pace.begun("a", 200);
        pace.advanced("a", 700);
        assertThat(pace.beat(1000)).contains(new SearchProgress(2, 0, 700, 1500, 0, 500, 2L));

        pace.ended("a", 1000);
        assertThat(pace.beat(2000)).contains(new SearchProgress(2, 1, 1000, 1500, 0, 250, 2L));

        pace.ended("b", 0);
        assertThat(pace.beat(3000)).contains(new SearchProgress(2, 2, 1000, 1000, 0, 166, 0L));
    }

    @Test
    void aFileOfUnknownSizeIsTakenToBeLikeTheOthers() {
        pace.found("a", 1000L);
        pace.found("b", null);
        pace.beat(0);
        pace.advanced("a", 500);

        assertThat(pace.beat(1000)).contains(new SearchProgress(2, 0, 500, 1000, 1, 500, 3L));
    }

    @Test
    void whereNoSizeIsKnownNothingIsPromised() {
        pace.found("b", null);
        pace.beat(0);
        pace.advanced("b", 500);

        assertThat(pace.beat(1000)).contains(new SearchProgress(1, 0, 500, 500, 1, 500, null));
    }

    @Test
    void aTryThatBeginsAnewTakesItsBytesBack() {
        pace.found("a", 1000L);
        pace.advanced("a", 700);
        pace.begun("a", 0);

        assertThat(pace.beat(0).orElseThrow().bytes()).isZero();
    }
}
