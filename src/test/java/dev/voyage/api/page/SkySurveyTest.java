package dev.voyage.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkySurveyTest {

    @Test
    void itsOriginIsWhatStandsBeforeThePath() {
        assertThat(SkySurvey.originOf(
                        "voyage.page.survey", "https://sky.example.org/hips2fits?ra={raDeg}&dec={decDeg}&fov={fovDeg}"))
                .contains("https://sky.example.org");
        assertThat(SkySurvey.originOf("voyage.page.survey", "http://127.0.0.1:8000/{width}x{height}"))
                .contains("http://127.0.0.1:8000");
        assertThat(SkySurvey.originOf("voyage.page.survey", "/survey?ra={raDeg}"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "javascript:alert(1)",
                "//elsewhere/x",
                "https://a; script-src *//x",
                "https://{raDeg}/x",
                "https://a b/x",
                "https://user@host/x",
                "data:image/png;base64,"
            })
    void whatWouldWidenThePolicyIsRefusedAtTheStart(String template) {
        assertThatThrownBy(() -> SkySurvey.originOf("voyage.page.survey", template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("voyage.page.survey");
    }
}
