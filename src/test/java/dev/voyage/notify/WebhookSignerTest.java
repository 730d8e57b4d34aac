package dev.voyage.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignerTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /** The example that the libraries of Standard Webhooks test themselves with. */
    @Test
    void signatureIsThatOfTheSpecificationsExample() {
        assertThat(WebhookSigner.of(SECRET)
                        .signature(
                                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                Instant.ofEpochSecond(1614265330),
                                "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void everySecretSigns() {
        String other = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
        Instant now = Instant.ofEpochSecond(1);
        String first = WebhookSigner.of(SECRET).signature("id", now, "{}");
        String second = WebhookSigner.of(other).signature("id", now, "{}");

        assertThat(WebhookSigner.of(" " + SECRET + "\n" + other).signature("id", now, "{}"))
                .isEqualTo(first + " " + second)
                .isNotEqualTo(WebhookSigner.of(SECRET + " " + other).signature("id", now.plusSeconds(1), "{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "whsec_", "whsec_c2hvcnQ=", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_no base64 at all!"})
    void secretsOfAnotherFormAreRefusedAndNotQuoted(String secret) {
        assertThatThrownBy(() -> WebhookSigner.of(secret))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("voyage.notify.secret must be whsec_")
                .hasMessageNotContaining("c2hvcnQ")
                .hasMessageNotContaining("MfKQ9r8");
    }
}
