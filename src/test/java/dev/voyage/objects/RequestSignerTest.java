package dev.voyage.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.coding.Sha256;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against the examples of Amazon's documentation. */
class RequestSignerTest {

    private static final String BUCKET = "https://examplebucket.s3.amazonaws.com";

    private final RequestSigner signer = new RequestSigner(
            new AccessKey("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null),
            "us-east-1",
            Clock.fixed(Instant.parse("2013-05-24T00:00:00Z"), ZoneOffset.UTC));

    private String signature(String method, String target, Map<String, String> headers, String sha256) {
        String field = signer.signed(method, URI.create(BUCKET + target), headers, sha256)
                .get("authorization");
        return field.substring(field.indexOf("Signature=") + "Signature=".length());
    }

    @Test
    void aPartIsRead() {
        assertThat(signature("GET", "/test.txt", Map.of("range", "bytes=0-9"), RequestSigner.EMPTY))
                .isEqualTo("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test
    void anObjectIsWritten() {
        Map<String, String> headers =
                Map.of("date", "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class", "REDUCED_REDUNDANCY");
        assertThat(signature("PUT", "/test%24file.text", headers, Sha256.hex("Welcome to Amazon S3.")))
                .isEqualTo("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    }

    @Test
    void aParameterMayHaveNoValue() {
        assertThat(signature("GET", "/?lifecycle", Map.of(), RequestSigner.EMPTY))
                .isEqualTo("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    }

    @Test
    void parametersAreSorted() {
        assertThat(signature("GET", "/?prefix=J&max-keys=2", Map.of(), RequestSigner.EMPTY))
                .isEqualTo("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    }

    @Test
    void anAddressIsSignedForOthers() {
        URI address = signer.presigned("GET", URI.create(BUCKET + "/test.txt"), Map.of(), Duration.ofDays(1));
        assertThat(address.toString())
                .startsWith(
                        BUCKET + "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F"
                                + "20130524%2Fus-east-1%2Fs3%2Faws4_request&")
                .endsWith("X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    }

    @Test
    void theTokenOfTemporaryCredentialsIsSigned() {
        var temporary = new RequestSigner(new AccessKey("id", "secret", "token/1"), "eu-west-1", Clock.systemUTC());
        Map<String, String> headers = temporary.signed("GET", URI.create(BUCKET + "/a"), Map.of(), RequestSigner.EMPTY);
        assertThat(headers).containsEntry("x-amz-security-token", "token/1");
        assertThat(headers.get("authorization")).contains("x-amz-date;x-amz-security-token,");
        assertThat(temporary
                        .presigned(
                                "GET",
                                URI.create(BUCKET + "/a"),
                                Map.of("response-content-type", "a/b c"),
                                Duration.ofMinutes(5))
                        .toString())
                .contains("X-Amz-Security-Token=token%2F1")
                .contains("response-content-type=a%2Fb%20c");
    }

    @Test
    void secretsAreNotWritten() {
        assertThat(new AccessKey("id", "secret", "token").toString()).doesNotContain("secret", "token");
    }
}
