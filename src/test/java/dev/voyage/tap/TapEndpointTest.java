package dev.voyage.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TapEndpointTest {

    @ParameterizedTest
    @CsvSource({
        "https://archive.test/argus, https://archive.test/argus",
        "' https://archive.test/xamin/vo/tap/ ', https://archive.test/xamin/vo/tap",
        "http://archive.test:8080/tap/sync, http://archive.test:8080/tap",
        "http://archive.test/tap?, http://archive.test/tap",
    })
    void theBaseOfAService(String text, String base) {
        TapEndpoint service = TapEndpoint.in(text).orElseThrow();

        assertThat(service.base()).hasToString(base);
        assertThat(service.sync()).hasToString(base + "/sync");
        assertThat(service.jobs()).hasToString(base + "/async");
        assertThat(service.capabilities()).hasToString(base + "/capabilities");
    }

    @Test
    void namesOfTheRegistryAreNone() {
        assertThat(TapEndpoint.in("numaster")).isEmpty();
        assertThat(TapEndpoint.in("ivo://org.gavo.dc/tap")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://archive.test/tap?a=b", "https://user:pw@archive.test/tap", "https://"})
    void anAddressThatCannotBeOneIsRefused(String text) {
        assertThatThrownBy(() -> TapEndpoint.in(text))
                .isInstanceOfSatisfying(Problem.class, refused -> assertThat(refused.members())
                        .containsEntry("parameter", "catalogue"));
    }
}
