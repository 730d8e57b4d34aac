package dev.voyage.api.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voyage.api.message.QueryParameters;
import dev.voyage.problem.Problem;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCursorTest {

    private static QueryParameters query(String raw) {
        return QueryParameters.of(raw, Set.of("after", "lastEventId"));
    }

    @Test
    void theHeaderWins() {
        assertThat(EventCursor.of("s:7", query("after=3"))).contains(new EventCursor("Last-Event-ID", "s", 7));
    }

    @Test
    void anEmptyHeaderSaysNothing() {
        assertThat(EventCursor.of("", query("after=3"))).contains(new EventCursor("after", null, 3));
        assertThat(EventCursor.of(null, query(""))).isEmpty();
    }

    @Test
    void aBareNumberAndAFullIdMeanTheSameToTheirSearch() {
        assertThat(EventCursor.of(null, query("lastEventId=s:7")).orElseThrow().in("s"))
                .isEqualTo(7);
        assertThat(EventCursor.of(null, query("after=7")).orElseThrow().in("s")).isEqualTo(7);
    }

    @Test
    void anIdOfAnotherSearchIsRefused() {
        Problem problem = catchThrowableOfType(
                Problem.class, () -> EventCursor.parse("after", "a:7").in("b"));

        assertThat(problem.detail()).contains("\"a\"").contains("\"b\"");
        assertThat(problem.kind().status()).isEqualTo(400);
        assertThat(problem.members()).containsEntry("parameter", "after");
    }

    @ParameterizedTest
    @CsvSource({"a:7, after=1, Last-Event-ID", ", lastEventId=a:7, lastEventId", ", after=a:7, after"})
    void anIdOfAnotherSearchIsBlamedOnWhereItWasGiven(String header, String raw, String parameter) {
        EventCursor cursor = EventCursor.of(header, query(raw)).orElseThrow();

        Problem problem = catchThrowableOfType(Problem.class, () -> cursor.in("b"));

        assertThat(problem.members()).containsEntry("parameter", parameter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "a:", ":1", "a:b", "a:1:2", "1.5", "a b:1", "9999999999999999999"})
    void garbageIsRefusedByName(String text) {
        Problem problem = catchThrowableOfType(Problem.class, () -> EventCursor.parse("after", text));

        assertThat(problem.members()).containsEntry("parameter", "after");
    }

    @Test
    void twoCursorsAreOneTooMany() {
        assertThat(catchThrowableOfType(Problem.class, () -> EventCursor.of(null, query("after=1&lastEventId=a:1"))))
                .isNotNull();
    }
}
