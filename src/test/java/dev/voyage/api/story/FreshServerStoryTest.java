package dev.voyage.api.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.api.guard.CrossOriginCheckStoryTest;
import dev.voyage.testsupport.WaitLimit;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The service before its first request; no other test has this profile. */
@QuarkusTest
@TestProfile(FreshServerStoryTest.Fresh.class)
@Timeout(WaitLimit.TEST_SECONDS)
class FreshServerStoryTest {

    /** A separate profile, for a separate server. */
    public static class Fresh extends CrossOriginCheckStoryTest.Impatient {}

    @TestHTTPResource("/")
    URI base;

    @Test
    void connectionIsClosedWhenItNeverCompletesItsHead() throws IOException {
        try (var slow = new Socket(base.getHost(), base.getPort())) {
            slow.setSoTimeout(WaitLimit.MILLIS);
            slow.getOutputStream().write("GET / HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.US_ASCII));
            assertThat(slow.getInputStream().read()).isEqualTo(-1);
        }
    }
}
