package dev.voyage.api.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.api.client.Client;
import dev.voyage.api.client.TokenProfile;
import dev.voyage.auth.ConcurrencyLimit;
import dev.voyage.testsupport.WaitLimit;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Resources that one client cannot take from the others. */
@QuarkusTest
@TestProfile(LimitsStoryTest.Narrow.class)
@Timeout(WaitLimit.TEST_SECONDS)
class LimitsStoryTest {

    private static final String BODY = """
            {"target": "3C 105", "catalogue": "numaster", "action": "plan"}
            """;

    /** A slow archive, and low limits for each client. */
    public static class Narrow extends TokenProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<>(super.getConfigOverrides());
            settings.put("voyage.demo-latency", "300ms");
            settings.put("voyage.limits.searches", "1");
            settings.put("voyage.limits.searches-per-client", "2");
            settings.put("voyage.limits.readers-per-client", "2");
            settings.put("voyage.limits.readers", "3");
            settings.put("voyage.limits.downloads-per-client", "2");
            settings.put("quarkus.http.access-log.enabled", "false");
            return settings;
        }
    }

    @TestHTTPResource("/")
    URI base;

    @Inject
    @Named("readers")
    ConcurrencyLimit readers;

    @Inject
    @Named("downloads")
    ConcurrencyLimit downloads;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(base);
    }

    private HttpResponse<String> start(String secret) throws Exception {
        return client.send(
                "POST", "/v1/searches", BODY, "Content-Type", "application/json", "Authorization", "Bearer " + secret);
    }

    private static void isRefused(HttpResponse<String> answer, String limit) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(Client.json(answer).path("limit").textValue()).isEqualTo(limit);
        assertThat(Client.json(answer).path("detail").textValue()).contains(limit);
    }

    @Test
    void searchesAndStreamsAreCountedForEachClient() throws Exception {
        String href = Client.json(start(TokenProfile.ALICE)).path("href").textValue();
        String second = Client.json(start(TokenProfile.ALICE)).path("href").textValue();
        isRefused(start(TokenProfile.ALICE), "voyage.limits.searches-per-client");
        isRefused(
                client.get("/v1/stream?target=3C+105&catalogue=numaster", TokenProfile.as(TokenProfile.ALICE)),
                "voyage.limits.searches-per-client");
        HttpResponse<String> his = start(TokenProfile.BOB);
        assertThat(his.statusCode()).isEqualTo(202);

        streamsAreCounted(second, Client.json(his).path("href").textValue());

        assertThat(client.send("DELETE", href, null, TokenProfile.as(TokenProfile.ALICE))
                        .statusCode())
                .isEqualTo(200);
        assertThat(start(TokenProfile.ALICE).statusCode()).as("one has ended").isEqualTo(202);
    }

    @Test
    void whatHasBeenSentIsGivenBackHoweverItWasAskedFor() throws Exception {
        String[] bob = TokenProfile.as(TokenProfile.BOB);
        HttpResponse<String> made = client.send(
                "POST",
                "/v1/searches",
                BODY.replace("plan", "download").replace("}", ", \"files\": {\"include\": [\"*.cat.gz\"]}}"),
                "Content-Type",
                "application/json",
                "Authorization",
                bob[1]);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(202);
        String href = Client.json(made).path("href").textValue();
        assertThat(client.get(href + "/events", bob).body()).contains("event: search.");
        String file = Client.json(client.get(href + "/files?limit=1", bob))
                .at("/files/0/path")
                .textValue();

        for (String part : List.of("/files/" + file, "/archive.tar", "/SHA256SUMS", "/observations", "/files/nosuch")) {
            for (String[] more :
                    List.of(new String[] {"Accept", "*/*"}, new String[] {"Range", "bytes=1-3"}, new String[] {
                        "If-None-Match", "*"
                    })) {
                for (String method : List.of("GET", "HEAD")) {
                    HttpResponse<String> answer =
                            client.send(method, href + part, null, "Authorization", bob[1], more[0], more[1]);
                    assertThat(answer.statusCode()).as(method + part + more[0]).isNotEqualTo(429);
                }
            }
        }
        assertThat(client.send("POST", href + "/verify", "", bob).statusCode()).isEqualTo(200);
        gone(downloads);
    }

    private static void gone(ConcurrencyLimit permits) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WaitLimit.SECONDS);
        while (permits.taken() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(permits.taken()).as("disconnecting releases the permit").isZero();
    }

    private void streamsAreCounted(String hers, String his) throws Exception {
        String[] alice = TokenProfile.as(TokenProfile.ALICE);
        String[] bob = TokenProfile.as(TokenProfile.BOB);
        List<Socket> open = new ArrayList<>();
        open.add(stream(hers, TokenProfile.ALICE));
        open.add(stream(hers, TokenProfile.ALICE));
        isRefused(client.get(hers + "/events", alice), "voyage.limits.readers-per-client");
        open.add(stream(his, TokenProfile.BOB));
        isRefused(client.get(his + "/events", bob), "voyage.limits.readers");
        for (Socket socket : open) {
            socket.close();
        }
        gone(readers);
        assertThat(client.get(hers + "/events?limit=1", "Authorization", alice[1], "Accept", "application/json")
                        .statusCode())
                .isEqualTo(200);
    }

    /** Opens a stream and reads its first bytes. */
    private Socket stream(String href, String secret) throws Exception {
        var socket = new Socket(base.getHost(), base.getPort());
        socket.setSoTimeout(WaitLimit.MILLIS);
        String request =
                "GET " + href + "/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + secret + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        var head = new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII);
        assertThat(head).isEqualTo("HTTP/1.1 200 OK");
        return socket;
    }
}
