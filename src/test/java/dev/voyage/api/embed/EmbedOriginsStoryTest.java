package dev.voyage.api.embed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.api.client.Client;
import dev.voyage.api.client.DemoProfile;
import dev.voyage.testsupport.WaitLimit;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service whose operator lists an origin. */
@QuarkusTest
@TestProfile(EmbedOriginsStoryTest.Embedded.class)
@Timeout(WaitLimit.TEST_SECONDS)
class EmbedOriginsStoryTest {

    private static final String LISTED = "https://dashboard.example.org";
    private static final String OTHER = "https://evil.test";

    /** Two origins, and a policy of the operator's that says nothing of frames. */
    public static class Embedded extends DemoProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<>(super.getConfigOverrides());
            settings.put("voyage.demo-port", "0");
            settings.put("voyage.embed.origins", LISTED + ",http://127.0.0.1:3000");
            settings.put("voyage.headers.content-security-policy", "default-src 'self';");
            return settings;
        }
    }

    @TestHTTPResource("/")
    URI base;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(base);
    }

    private static String header(HttpResponse<?> response, String name) {
        return String.join(", ", response.headers().allValues(name));
    }

    private HttpResponse<String> create(String origin) throws Exception {
        return client.send(
                "POST",
                "/v1/searches",
                """
                {"target": "3C 105", "catalogue": "numaster", "action": "observations"}
                """,
                "Origin",
                origin,
                "Sec-Fetch-Site",
                "cross-site",
                "Content-Type",
                "application/json");
    }

    @Test
    void aListedOriginAsksFirstAndThenStartsASearch() throws Exception {
        var asked = client.send(
                "OPTIONS",
                "/v1/searches",
                null,
                "Origin",
                LISTED,
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "content-type,idempotency-key");
        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(header(asked, "Access-Control-Allow-Origin")).isEqualTo(LISTED);
        assertThat(header(asked, "Access-Control-Allow-Methods")).contains("POST", "DELETE");
        assertThat(header(asked, "Access-Control-Allow-Headers"))
                .contains("Content-Type", "Idempotency-Key", "Authorization");

        var created = create(LISTED);
        assertThat(created.statusCode()).isEqualTo(202);
        assertThat(header(created, "Access-Control-Allow-Origin")).isEqualTo(LISTED);
        assertThat(header(created, "Access-Control-Expose-Headers")).contains("Location");
        assertThat(header(created, "Location")).contains("/v1/searches/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/searches", "/v1/searches/nosuch", "/v1/searches?limit=x", "/v1/nothing", "/v1/schemas"})
    void aListedOriginReadsEveryResponseAndCachesKnowIt(String path) throws Exception {
        var response = client.get(path, "Origin", LISTED);

        assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo(LISTED);
        assertThat(header(response, "Access-Control-Allow-Credentials")).isEmpty();
        assertThat(header(response, "Vary")).contains("Origin");
        assertThat(header(client.get(path), "Vary")).contains("Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {OTHER, "null", "https://dashboard.example.org.evil.test", "http://dashboard.example.org"})
    void otherOriginsReadAndStartNothing(String origin) throws Exception {
        var asked =
                client.send("OPTIONS", "/v1/searches", null, "Origin", origin, "Access-Control-Request-Method", "POST");
        for (var response : new HttpResponse<?>[] {asked, client.get("/v1/searches", "Origin", origin)}) {
            assertThat(response.headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
        }
        var refused = create(origin);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("voyage.embed.origins");
    }

    @Test
    void onlyThePageMayBeFramedAndOnlyByListedOrigins() throws Exception {
        var page = client.get("/", "Accept", "text/html");
        assertThat(header(page, "Content-Security-Policy"))
                .isEqualTo("default-src 'self'; frame-ancestors " + LISTED + " http://127.0.0.1:3000");
        assertThat(header(page, "X-Frame-Options")).isEmpty();

        for (String path : new String[] {"/v1/searches", "/q/swagger-ui/", "/clients/voyage-element.js"}) {
            assertThat(header(client.get(path), "X-Frame-Options")).as(path).isEqualTo("DENY");
        }
    }

    @Test
    void everyOriginMayImportTheModules() throws Exception {
        for (String name : new String[] {"voyage.js", "voyage-element.js"}) {
            var module = client.get("/clients/" + name, "Origin", OTHER);
            assertThat(module.statusCode()).isEqualTo(200);
            assertThat(header(module, "Access-Control-Allow-Origin")).isEqualTo("*");
        }
    }
}
