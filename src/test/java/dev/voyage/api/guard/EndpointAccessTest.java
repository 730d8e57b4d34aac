package dev.voyage.api.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An address is open only if every possible interpretation leads to the same open endpoint. */
class EndpointAccessTest {

    @ParameterizedTest
    @CsvSource({
        "/, /, true",
        "/q/health/ready, /q/health/ready, true",
        "/q/openapi, /q/openapi, true",
        "/static/voyage.svg, /static/voyage.svg, true",
        "/problems/not-found, /problems/not-found, true",
        "/q/metrics, /q/metrics, false",
        "/q/metrics/, /q/metrics/, false",
        "/q/./metrics, /q/metrics, false",
        "/q/x/../metrics, /q/metrics, false",
        "/q/%6detrics, /q/metrics, false",
        "/static/../q/metrics, /q/metrics, false",
        "/static/../v1/searches, /v1/searches, false",
        "/q/../v1/searches, /v1/searches, false",
        "/v1/searches, /v1/searches, false",
        "/nothing, /nothing, false",
    })
    void anAddressIsOpenIfEveryReadingOfItIs(String path, String normalized, boolean open) {
        assertThat(EndpointAccess.of(path, normalized, false).open()).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({"/q/metrics, /q/metrics, true", "/q/./metrics, /q/metrics, false"})
    void metricsAreOpenWhereTheOperatorOpensThem(String path, String normalized, boolean open) {
        assertThat(EndpointAccess.of(path, normalized, true).open()).isEqualTo(open);
    }
}
