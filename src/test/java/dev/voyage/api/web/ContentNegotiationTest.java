package dev.voyage.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentNegotiationTest {

    private static final List<String> OFFERED = List.of(MediaTypes.EVENT_STREAM, MediaTypes.NDJSON, MediaTypes.JSON);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    */*                                                  | text/event-stream
                    *                                                    | text/event-stream
                    text/event-stream                                    | text/event-stream
                    text/*                                               | text/event-stream
                    application/json                                     | application/json
                    APPLICATION/JSON; charset=utf-8                      | application/json
                    application/x-ndjson                                 | application/x-ndjson
                    application/*                                        | application/x-ndjson
                    application/json, text/event-stream                  | text/event-stream
                    application/json, text/event-stream;q=0.5            | application/json
                    text/event-stream;q=0, */*                           | application/x-ndjson
                    application/json;q=0.1, text/html                    | application/json
                    text/html,application/xhtml+xml,*/*;q=0.8            | text/event-stream
                    application/json;q=high, application/x-ndjson;q=0.1  | application/x-ndjson
                    application/json;q=1.000                             | application/json
                    """)
    void theBestLikedTypeIsTaken(String accept, String type) {
        assertThat(ContentNegotiation.best(accept, OFFERED)).isEqualTo(type);
    }

    @ParameterizedTest
    @NullAndEmptySource
    void whoeverSaysNothingTakesAnything(String accept) {
        assertThat(ContentNegotiation.best(accept, OFFERED)).isEqualTo(MediaTypes.EVENT_STREAM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/*", "*/*;q=0", "application/json;q=0.0", "json"})
    void whatIsNotThereIsRefusedAndWhatIsThereIsSaid(String accept) {
        Problem problem = catchThrowableOfType(Problem.class, () -> ContentNegotiation.best(accept, OFFERED));

        assertThat(problem.kind().status()).isEqualTo(406);
        assertThat(problem.members()).containsEntry("available", OFFERED);
    }

    @Test
    void problemsAloneAreNoFormOfAnAnswer() {
        assertThat(ContentNegotiation.best("application/problem+json", List.of("application/json", "text/csv")))
                .isEqualTo("application/json");
        assertThat(ContentNegotiation.best(
                        "application/problem+json, text/csv", List.of("application/json", "text/csv")))
                .isEqualTo("text/csv");
    }
}
