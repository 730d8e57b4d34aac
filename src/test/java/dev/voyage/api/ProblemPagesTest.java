package dev.voyage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.api.client.Client;
import dev.voyage.api.client.DemoProfile;
import dev.voyage.problem.ProblemAdvice;
import dev.voyage.problem.ProblemType;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Problems and their types, as HTML pages and as JSON. */
@QuarkusTest
@TestProfile(DemoProfile.class)
class ProblemPagesTest {

    @TestHTTPResource("/")
    URI base;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(base);
    }

    /** The Accept header of browsers: it prefers HTML and accepts anything. */
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @ParameterizedTest
    @CsvSource({
        "/v1/searches/nosuch, 404",
        "/nothing, 404",
        "/v1/searches/x/files/<b>, 404",
        "/problems/nosuch, 404",
        "/v1/targets?name=a&x=<script>, 400"
    })
    void aBrowserThatMeetsAProblemShowsAPage(String path, int status) throws Exception {
        HttpResponse<String> page = client.get(path.replace("<", "%3C").replace(">", "%3E"), "Accept", BROWSER);

        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.headers().firstValue("content-type")).contains("text/html;charset=utf-8");
        assertThat(page.body())
                .startsWith("<!doctype html>")
                .contains("href=\"/problems/")
                .doesNotContain("<script", "<b>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "application/json, text/html;q=0.5", "application/problem+json"})
    void aProgramGetsJson(String accept) throws Exception {
        HttpResponse<String> answer = client.get("/v1/searches/nosuch", "Accept", accept);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith("application/problem+json");
        assertThat(Client.json(answer).get("type").asText()).isEqualTo("/problems/not-found");
    }

    @Test
    void theTypesOfProblemsHaveAnIndexForPeopleAndForPrograms() throws Exception {
        var listed = new ArrayList<String>();
        Client.json(client.get("/problems"))
                .get("problems")
                .forEach(type -> listed.add(type.get("type").asText()));
        HttpResponse<String> page = client.get("/problems", "Accept", BROWSER);

        assertThat(listed)
                .hasSize(ProblemType.values().length)
                .contains("/problems/unknown-target")
                .allSatisfy(type -> assertThat(page.body()).contains("<a href=\"" + type + "\">"));
        assertThat(page.headers().firstValue("vary")).contains("Accept, Accept-Encoding");
        HttpResponse<String> one = client.get("/problems/unknown-target", "Accept", BROWSER);
        assertThat(one.headers().firstValue("content-type")).contains("text/html;charset=utf-8");
        assertThat(one.body())
                .contains(
                        "<h1>" + ProblemType.UNKNOWN_TARGET.title() + "</h1>",
                        ProblemAdvice.of(ProblemType.UNKNOWN_TARGET));
        assertThat(Client.json(client.get("/problems/unknown-target", "Accept", "application/json"))
                        .get("status")
                        .asInt())
                .isEqualTo(404);
        assertThat(client.get("/problems/unknown-target").body()).startsWith(ProblemType.UNKNOWN_TARGET.title() + "\n");
    }
}
