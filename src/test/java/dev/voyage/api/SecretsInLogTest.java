package dev.voyage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.api.client.Client;
import dev.voyage.api.client.TokenProfile;
import dev.voyage.testsupport.WaitLimit;
import io.quarkus.logging.Log;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contents of the log at its most verbose level. */
@QuarkusTest
@TestProfile(SecretsInLogTest.Talkative.class)
@Timeout(WaitLimit.TEST_SECONDS)
class SecretsInLogTest {

    /** With the access log, all in one file. */
    public static class Talkative extends TokenProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<>(super.getConfigOverrides());
            settings.put("quarkus.log.file.enabled", "true");
            settings.put("quarkus.log.file.path", settings.get("voyage.data") + "/voyage.log");
            settings.put("quarkus.log.level", "DEBUG");
            settings.put("quarkus.log.console.level", "WARN");
            settings.put("quarkus.http.access-log.pattern", "%h %r %q %{i,Referer} %s");
            return settings;
        }
    }

    @TestHTTPResource("/")
    URI base;

    @ConfigProperty(name = "voyage.data")
    Path data;

    @Test
    void nothingThatLetsSomebodyInIsLogged() throws Exception {
        var client = new Client(base);
        String[] alice = TokenProfile.as(TokenProfile.ALICE);
        String ticket = Client.json(client.send("POST", "/v1/tickets", "", alice))
                .path("ticket")
                .textValue();
        String id = Client.json(client.send(
                        "POST",
                        "/v1/searches",
                        "{\"target\": \"3C 105\", \"catalogue\": \"http://me:my-password@archive.test/cone\", \"action\": \"observations\"}",
                        "Authorization",
                        alice[1],
                        "Content-Type",
                        "application/json"))
                .path("id")
                .asText("nosuch");
        String events =
                client.get("/v1/searches/" + id + "/events?ticket=" + ticket).body();
        client.get("/v1/searches/" + id + "?ticket=" + ticket);
        client.get("/v1/searches?token=" + TokenProfile.ALICE, alice);
        client.get("/v1/searches", "Authorization", "Bearer wrong-secret-of-nobody-0003");
        Log.infof("fetched url=%s", "http://b.test/k?X-Amz-Signature=0a1b2c3d&x=1");
        Log.info("done with it");
        String log = read("done with it");

        assertThat(log).contains("fetched url=http://b.test/k?X-Amz-Signature=…&x=1", "GET /v1/searches/");
        assertThat(log)
                .doesNotContain(
                        ticket, TokenProfile.ALICE, TokenProfile.BOB, "wrong-secret-of-nobody-0003", "my-password");
        assertThat(events).doesNotContain(ticket);
    }

    private String read(String last) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WaitLimit.SECONDS);
        String log = "";
        while (!log.contains(last) && System.nanoTime() < end) {
            LockSupport.parkNanos(10_000_000);
            log = Files.readString(data.resolve("voyage.log"));
        }
        return log;
    }
}
