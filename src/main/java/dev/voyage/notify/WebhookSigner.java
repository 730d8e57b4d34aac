package dev.voyage.notify;

import dev.voyage.coding.HmacSha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs webhooks, so that their receivers can tell them from others' requests: a symmetric signature of each secret.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks</a>
 */
public final class WebhookSigner {

    private static final String PREFIX = "whsec_";
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;

    private final List<SecretKeySpec> keys;

    private WebhookSigner(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    /**
     * @param secrets at least one, separated by blanks
     * @throws IllegalArgumentException with the form of a secret; the text of a secret is never part of the message
     */
    public static WebhookSigner of(String secrets) {
        List<SecretKeySpec> keys = Arrays.stream(secrets.strip().split("\\s+", -1))
                .map(WebhookSigner::key)
                .toList();
        return new WebhookSigner(keys);
    }

    private static SecretKeySpec key(String secret) {
        byte[] bytes = {};
        if (secret.startsWith(PREFIX)) {
            try {
                bytes = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
            } catch (IllegalArgumentException noBase64) {
                bytes = new byte[0];
            }
        }
        if (bytes.length < LEAST_BYTES || bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("voyage.notify.secret must be whsec_ and the base64 of " + LEAST_BYTES
                    + " to " + MOST_BYTES + " bytes, as from: echo whsec_$(openssl rand -base64 32)");
        }
        return HmacSha256.key(bytes);
    }

    /**
     * The header {@code webhook-signature}: {@code v1,} and base64 for each secret, separated by blanks.
     *
     * @param id the header {@code webhook-id}, the same for every attempt
     * @param time the header {@code webhook-timestamp} is its number of seconds since 1970 UTC
     */
    public String signature(String id, Instant time, String body) {
        byte[] signed = (id + '.' + time.getEpochSecond() + '.' + body).getBytes(StandardCharsets.UTF_8);
        return keys.stream()
                .map(key -> "v1," + Base64.getEncoder().encodeToString(HmacSha256.of(key, signed)))
                .collect(Collectors.joining(" "));
    }
}
