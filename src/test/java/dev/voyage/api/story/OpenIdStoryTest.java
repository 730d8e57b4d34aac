package dev.voyage.api.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.api.client.Client;
import dev.voyage.api.client.DemoProfile;
import dev.voyage.api.client.OpenIdProvider;
import dev.voyage.api.web.ProblemResponses;
import dev.voyage.testsupport.WaitLimit;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Authentication with tokens of an OpenID Connect provider. */
@QuarkusTest
@TestProfile(OpenIdStoryTest.WithProvider.class)
@Timeout(WaitLimit.TEST_SECONDS)
class OpenIdStoryTest {

    private static final String BODY = """
            {"target": "3C 105", "catalogue": "numaster", "action": "observations"}
            """;

    /** OIDC with this provider, and metrics that require authentication. */
    public static class WithProvider extends DemoProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<>(super.getConfigOverrides());
            settings.put("voyage.demo-port", "0");
            settings.put("voyage.auth", "oidc");
            settings.put("voyage.auth.open-metrics", "false");
            settings.put("quarkus.oidc.auth-server-url", provider().issuer());
            return settings;
        }
    }

    private static OpenIdProvider provider() {
        return OpenIdProvider.THE_ONE;
    }

    @TestHTTPResource("/")
    URI base;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(base);
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return client.get(path, "Authorization", "Bearer " + token);
    }

    @Test
    void aSearchBelongsToTheSubjectOfItsToken() throws Exception {
        var provider = provider();
        HttpResponse<String> made = client.send(
                "POST",
                "/v1/searches",
                BODY,
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer " + provider.token("user-1"));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(202);
        String href = Client.json(made).path("href").textValue();

        assertThat(get(href, provider.token("user-1")).statusCode()).isEqualTo(200);
        assertThat(get(href + "/events", provider.token("user-1")).body()).contains("search.completed");
        assertThat(get(href, provider.token("user-2")).statusCode()).isEqualTo(404);
        assertThat(get("/v1/searches", provider.token("user-2")).body()).doesNotContain(href);
    }

    @Test
    void onlyWhatTheProviderHasSignedLetsIn() throws Exception {
        var provider = provider();
        assertThat(get("/v1/searches", provider.token("user-1")).statusCode()).isEqualTo(200);
        for (String token : new String[] {
            provider.expired("user-1"),
            provider.forged("user-1"),
            provider.unsigned("user-1"),
            provider.ofAnotherIssuer("user-1"),
            provider.token("user-1") + "x",
            "opaque-token-of-nobody"
        }) {
            HttpResponse<String> answer = get("/v1/searches", token);

            assertThat(answer.statusCode()).as(token).isEqualTo(401);
            assertThat(answer.headers().firstValue("Content-Type")).contains(ProblemResponses.PROBLEM_JSON);
            assertThat(answer.body()).doesNotContain(token);
        }
        assertThat(client.get("/v1/searches").statusCode()).isEqualTo(401);
        assertThat(client.get("/q/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void metricsAreClosedWhereTheOperatorSays() throws Exception {
        for (String path : new String[] {"/q/metrics", "/q/metrics/", "/q/./metrics", "/q//metrics", "/q/%6detrics"}) {
            assertThat(client.get(path).body()).as(path).doesNotContain("voyage_", "jvm_");
        }
        assertThat(client.get("/q/metrics").statusCode()).isEqualTo(401);
        assertThat(get("/q/metrics", provider().token("prometheus")).body()).contains("voyage_rows_total");
    }
}
