package dev.voyage.api.uws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UwsXmlTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-29T08:00:00Z, 2026-11-29T08:00:00.000Z",
        "2026-11-29T08:00:00.5Z, 2026-11-29T08:00:00.500Z",
        "2026-11-29T23:59:59.999999Z, 2026-11-29T23:59:59.999Z",
        "1970-01-01T00:00:00Z, 1970-01-01T00:00:00.000Z"
    })
    void timesHaveThreeDecimals(Instant time, String written) {
        assertThat(UwsXml.time(time)).isEqualTo(written);
    }

    @Test
    void missingTimeStaysMissing() {
        assertThat(UwsXml.time(null)).isNull();
    }
}
