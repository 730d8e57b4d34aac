package dev.voyage.upstream.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.Received;
import dev.voyage.testsupport.ScriptedServer;
import dev.voyage.upstream.HttpTestBase;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest extends HttpTestBase {

    @ParameterizedTest
    @CsvSource({
        "301, POST, GET",
        "302, POST, GET",
        "303, POST, GET",
        "307, POST, POST",
        "308, POST, POST",
        "301, GET, GET",
        "303, GET, GET",
        "308, GET, GET",
        "302, HEAD, HEAD",
        "303, HEAD, HEAD",
        "307, HEAD, HEAD"
    })
    void methodsChangeAsTheStandardSays(int status, String method, String then) {
        server.on("/from").redirectsTo(status, "/to");
        server.on("/to").answers(200, "text/plain", "there");
        UpstreamRequest ask =
                switch (method) {
                    case "POST" -> UpstreamRequest.post(server.uri("/from"), List.of(Map.entry("a", "b")));
                    case "HEAD" -> UpstreamRequest.head(server.uri("/from"));
                    default -> get(server.uri("/from"));
                };
        UpstreamResponse answer = within(over(http).ask(ask));
        answer.discard();

        assertThat(answer.uri()).isEqualTo(server.uri("/to"));
        Received second = server.requests("/to").get(0);
        assertThat(second.method()).isEqualTo(then);
        assertThat(second.bodyText()).isEqualTo(then.equals("POST") ? "a=b" : "");
        assertThat(second.header("Content-Type").isPresent()).isEqualTo(then.equals("POST"));
        assertNoPermitIsHeld();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    to//b?x&&y          | /a//to//b?x&&y
                    /c//d/              | /c//d/
                    ?q                  | /a//from?q
                    a b                 | /a//a%20b
                    ../up               | /a/up
                    """)
    void locationsResolveByteForByte(String location, String target) {
        server.on("/a//from").redirectsTo(location).then().answers(200);
        within(over(http).send(get(server.uri("/a//from?old")))).discard();

        assertThat(server.requests()).extracting(Received::target).endsWith(target);
    }

    @Test
    void aLoopIsMalformed() {
        server.on("/a").redirectsTo("/b");
        server.on("/b").redirectsTo("/a");
        Problem problem = problemOf(over(http).send(get(server.uri("/a"))));

        assertThat(problem.kind()).isEqualTo(ProblemType.MALFORMED);
        assertThat(server.requests()).hasSize(2);
        assertNoPermitIsHeld();
    }

    @Test
    void manyRedirectsAreALoopToo() {
        for (int i = 0; i < 10; i++) {
            server.on("/" + i).redirectsTo("/" + (i + 1));
        }
        Problem problem = problemOf(over(http).send(get(server.uri("/0"))));

        assertThat(problem.kind()).isEqualTo(ProblemType.MALFORMED);
        assertThat(server.requests()).hasSize(6);
        assertThat(within(over(http).send(get(server.uri("/5")))).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://[::1]/",
                "//192.168.1.1/x",
                "http://2130706433/"
            })
    void aRedirectToAPrivateAddressIsRefused(String location) {
        server.on("/x").redirectsTo(location);

        assertThat(problemOf(over(http).send(get(server.uri("/x")))).kind()).isEqualTo(ProblemType.EGRESS_REFUSED);
        assertNoPermitIsHeld();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "http://", "mailto:a@b"})
    void anUnreadableLocationIsMalformed(String location) {
        server.on("/x").redirectsTo(location);

        assertThat(problemOf(over(http).send(get(server.uri("/x")))).kind()).isEqualTo(ProblemType.MALFORMED);
        assertNoPermitIsHeld();
    }

    @Test
    void aRedirectWithoutLocationIsAnAnswer() {
        server.on("/x").answers(302);
        UpstreamResponse answer = send(get(server.uri("/x")));

        assertThat(answer.status()).isEqualTo(302);
        answer.discard();
    }

    @Test
    void secretsGoToNoOtherHost() {
        try (var other = ScriptedServer.start()) {
            server.on("/x").redirectsTo("/y");
            server.on("/y").redirectsTo(other.uri("/z"));
            within(over(http)
                            .send(get(server.uri("/x"))
                                    .header("authorization", "Bearer secret")
                                    .header("Cookie", "a=b")
                                    .header("Range", "bytes=1-")))
                    .discard();

            assertThat(server.requests("/y").get(0).header("Authorization")).contains("Bearer secret");
            Received last = other.requests("/z").get(0);
            assertThat(last.header("Authorization")).isEmpty();
            assertThat(last.header("Cookie")).isEmpty();
            assertThat(last.header("Range")).contains("bytes=1-");
        }
    }

    @Test
    void aRedirectWithAnEndlessBodyIsHungUpOn() {
        server.on("/x").redirectsTo("/y").answersZeros(1L << 40);
        server.on("/y").answers(200, "text/plain", "there");

        assertThat(text(get(server.uri("/x")))).isEqualTo("there");
        assertThat(within(server.requests("/x").get(0).hungUp())).isNotNull();
    }
}
