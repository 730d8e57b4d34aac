package dev.voyage.api.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbedOriginsTest {

    private static EmbedOrigins of(String... origins) {
        return new EmbedOrigins(() -> Optional.of(List.of(origins)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://dashboard.example.org, https://dashboard.example.org",
        "HTTPS://Dashboard.Example.ORG:443, https://dashboard.example.org",
        "http://127.0.0.1:3000, http://127.0.0.1:3000",
        "http://intranet:80, http://intranet",
        "http://[::1]:8080, http://[::1]:8080"
    })
    void originsAreReadAsBrowsersWriteThem(String given, String written) {
        assertThat(of(given).isAllowed(written)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "dashboard.example.org",
                "https://dashboard.example.org/",
                "https://*.example.org",
                "https://a.test; script-src *",
                "https://a.test b",
                "file:///x",
                "https://user@a.test",
                ""
            })
    void whatIsNoOriginIsRefused(String given) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(given))
                .withMessageStartingWith("voyage.embed.origins");
    }

    @Test
    void othersAreNotAllowed() {
        EmbedOrigins origins = of("https://a.test", "https://b.test:8443");

        assertThat(origins.isAllowed("https://a.test:8443")).isFalse();
        assertThat(origins.isAllowed("http://a.test")).isFalse();
        assertThat(origins.isAllowed("https://a.test.evil.test")).isFalse();
        assertThat(origins.isAllowed("null")).isFalse();
        assertThat(origins.isAllowed(null)).isFalse();
        assertThat(origins.frameAncestors()).isEqualTo("https://a.test https://b.test:8443");
    }

    @Test
    void byDefaultThereAreNone() {
        var none = new EmbedOrigins(Optional::empty);

        assertThat(none.isAny()).isFalse();
        assertThat(none.frameAncestors()).isEqualTo("'none'");
    }
}
