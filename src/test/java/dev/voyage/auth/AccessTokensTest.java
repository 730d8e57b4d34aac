package dev.voyage.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.voyage.testsupport.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensTest {

    private static final String SECRET = "0123456789abcdef";

    private static AccessTokens of(String entries) {
        return AccessTokens.of(Settings.of(AuthConfig.class, "voyage.auth.tokens", entries));
    }

    @Test
    void aSecretIsItsOwners() {
        AccessTokens tokens = of("alice=" + SECRET + ",bob=" + SECRET + "x=");

        assertThat(tokens.find(SECRET)).map(Caller::id).contains("token:alice");
        assertThat(tokens.find(SECRET + "x=")).map(Caller::name).contains("bob");
        assertThat(tokens.find(SECRET + "x")).isEmpty();
        assertThat(tokens.find("")).isEmpty();
        assertThat(of("alice=" + SECRET).find("alice=" + SECRET)).isEmpty();
    }

    @Test
    void moreOfThemStandInAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("tokens"), "# people\n\n carol = " + SECRET + "c\n");
        AccessTokens tokens = AccessTokens.of(Settings.of(
                AuthConfig.class, "voyage.auth.tokens", "alice=" + SECRET, "voyage.auth.tokens-file", file.toString()));

        assertThat(tokens.find(SECRET + "c")).map(Caller::name).contains("carol");
        assertThat(tokens.find(SECRET)).map(Caller::name).contains("alice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice",
                "=0123456789abcdef",
                "al ice=0123456789abcdef",
                "alice=0123456789abcde",
                "alice=0123456789abcdef,alice=fedcba9876543210",
                "alice=0123456789abcdef,bob=0123456789abcdef"
            })
    void whatIsNoTokenIsAMistakeToldWithoutItsSecret(String entries) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(entries))
                .withMessageNotContaining("0123456789")
                .withMessageNotContaining("fedcba");
    }
}
