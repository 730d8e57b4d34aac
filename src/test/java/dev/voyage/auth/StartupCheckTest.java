package dev.voyage.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.testsupport.Settings;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartupCheckTest {

    private static Optional<String> refusal(String host, String provider, String... settings) {
        AuthConfig config = Settings.of(AuthConfig.class, settings);
        return StartupCheck.refusal(host, config, AccessTokens.of(config), Optional.ofNullable(provider));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.10", "no-such-host.invalid"})
    void nobodyIsAnsweredElsewhereByMistake(String host) {
        assertThat(refusal(host, null))
                .hasValueSatisfying(why -> assertThat(why).contains("voyage.auth", host, "VOYAGE_AUTH"));
        assertThat(refusal(host, null, "voyage.auth", "none")).isEmpty();
        assertThat(refusal(host, null, "voyage.auth", "token", "voyage.auth.tokens", "a=0123456789abcdef"))
                .isEmpty();
        assertThat(refusal(host, "https://provider.test", "voyage.auth", "oidc"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.9.9.9"})
    void onesOwnMachineNeedsNothing(String host) {
        assertThat(refusal(host, null)).isEmpty();
    }

    @Test
    void whatCanLetNobodyInIsNotStarted() {
        assertThat(refusal("127.0.0.1", null, "voyage.auth", "token"))
                .hasValueSatisfying(why -> assertThat(why).contains("voyage.auth.tokens"));
        assertThat(refusal("127.0.0.1", null, "voyage.auth", "oidc"))
                .hasValueSatisfying(why -> assertThat(why).contains("auth-server-url"));
    }
}
