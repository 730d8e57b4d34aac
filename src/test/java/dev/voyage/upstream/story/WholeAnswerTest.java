package dev.voyage.upstream.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.Script;
import dev.voyage.upstream.HttpTestBase;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.UpstreamSettings;
import dev.voyage.upstream.WholeLimit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small responses read as a whole, and larger ones. */
class WholeAnswerTest extends HttpTestBase {

    private static final int MOST = 100;

    private UpstreamRequest any(String path) {
        return get(server.uri(path)).whole(WholeLimit.any(MOST));
    }

    private UpstreamRequest announced(String path) {
        return get(server.uri(path)).whole(WholeLimit.announced(MOST));
    }

    /** The body arrives with its response, so the permit is free before the body is read. */
    @Test
    void thePermitIsFreeBeforeAnybodyReads() {
        server.on("/x").answers(200, "text/plain", "small");
        UpstreamResponse answer = send(any("/x"));
        assertNoPermitIsHeld();

        assertThat(within(answer.bytes(MOST))).asString().isEqualTo("small");
        assertThat(within(answer.body().collect().asList())).hasSize(1);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).contains("text/plain");
        assertThat(answer.contentLength()).isEqualTo(OptionalLong.of(5));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void chunksAreReadWholeOnlyWhereAnyBodyIsWanted() {
        server.on("/x").answers(200, "text/plain", "small").chunked();
        UpstreamResponse whole = send(any("/x"));
        assertNoPermitIsHeld();
        assertThat(whole.contentLength()).isEmpty();
        assertThat(whole.isFramed()).isTrue();
        assertThat(within(whole.bytes(MOST))).asString().isEqualTo("small");

        UpstreamResponse streamed = send(announced("/x"));
        assertThat(within(streamed.bytes(MOST))).asString().isEqualTo("small");
        assertNoPermitIsHeld();
    }

    /** A larger announced size is not a failure of the request, since the caller can read more. */
    @Test
    void whatAnnouncesMoreComesAsItIsRead() {
        server.on("/x").answers(200, "text/plain", "x".repeat(MOST + 1));
        for (UpstreamRequest ask : List.of(any("/x"), announced("/x"))) {
            UpstreamResponse answer = send(ask);
            assertThat(http.gate().underWay("127.0.0.1:" + server.port())).isEqualTo(1);
            assertThat(within(answer.bytes(MOST + 1))).hasSize(MOST + 1);
            assertNoPermitIsHeld();
        }
    }

    /** A partial page or table would be mistaken for the whole. */
    @ParameterizedTest
    @CsvSource({
        "206, bytes 0-4/9, false",
        "206, bytes 0-4/*, false",
        "206, '', false",
        "200, bytes 0-4/9, false",
        "203, bytes 4-8/9, false",
        "200, nonsense, false",
        "206, bytes 0-4/5, true",
        "200, bytes 0-4/5, true",
        "203, '', true"
    })
    void aPartIsNoDocument(int status, String range, boolean whole) {
        Script script = server.on("/x").answers(status, "text/plain", "small");
        if (!range.isEmpty()) {
            script.header("Content-Range", range);
        }
        for (UpstreamRequest ask : List.of(any("/x"), announced("/x"), get(server.uri("/x")))) {
            if (whole) {
                assertThat(new String(bytesOf(http.ask(ask)), StandardCharsets.UTF_8))
                        .isEqualTo("small");
            } else {
                Problem problem = problemOf(http.ask(ask));
                assertThat(problem.kind()).isEqualTo(ProblemType.CORRUPT);
                assertThat(problem.detail()).contains("a part of the document", range);
                Problem later = problemOf(http.send(ask).chain(UpstreamResponse::successful));
                assertThat(later.kind()).isEqualTo(ProblemType.CORRUPT);
            }
            assertNoPermitIsHeld();
        }
    }

    @Test
    void exactlyTheMostIsNotTooMuchAndOneMoreIs() {
        server.on("/most").answers(200, "text/plain", "x".repeat(MOST)).chunked();
        server.on("/more").answers(200, "text/plain", "x".repeat(MOST + 1)).chunked();

        assertThat(within(send(any("/most")).bytes(MOST))).hasSize(MOST);
        Problem problem = problemOf(http.ask(any("/more")));
        assertThat(problem.kind()).isEqualTo(ProblemType.TOO_LARGE);
        assertThat(problem.upstream()).contains("127.0.0.1:" + server.port());
        assertNoPermitIsHeld();
    }

    @Test
    void otherStatusesKeepTheirBodies() {
        server.on("/x").answers(404, "text/xml", "<Code>NoSuchKey</Code>");
        UpstreamResponse answer = send(any("/x"));

        assertThat(within(answer.bytes(MOST))).asString().contains("NoSuchKey");
        assertThat(problemOf(http.ask(any("/x"))).kind()).isEqualTo(ProblemType.REFUSED);
        assertNoPermitIsHeld();
    }

    @Test
    void aBodyThatBreaksOffIsCorrupt() {
        server.on("/cut").answers(200, "text/plain", "0123456789").dropsAfter(4);
        server.on("/chunks").answers(200, "text/plain", "0123456789").chunked().dropsAfter(4);
        for (String path : List.of("/cut", "/chunks")) {
            Problem problem = problemOf(http.ask(any(path)));
            assertThat(problem.kind()).isEqualTo(ProblemType.CORRUPT);
            assertThat(problem.detail()).contains("the connection ended");
        }
        assertNoPermitIsHeld();
    }

    @Test
    void aSilentBodyIsUnavailable() {
        http.close();
        http = client(UpstreamSettings.USUAL.stall(Duration.ofMillis(100)), UpstreamSettings.GENEROUS);
        server.on("/x").answers(200, "text/plain", "0123456789").stallsAfter(4);
        Problem problem = problemOf(http.ask(any("/x")));

        assertThat(problem.kind()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(problem.detail()).contains("nothing more came for 100 ms, after 4 bytes");
        within(server.requests("/x").get(0).hungUp());
        assertNoPermitIsHeld();
    }

    @Test
    void noHeadIsUnavailable() {
        server.on("/x").dropsHead();
        assertThat(problemOf(http.ask(any("/x"))).kind()).isEqualTo(ProblemType.UNAVAILABLE);
        assertNoPermitIsHeld();
    }

    @Test
    void gzipIsUndoneWithinTheLimit() throws IOException {
        server.on("/x").answers(200, "text/plain", gzip("x".repeat(MOST + 1)));
        UpstreamResponse answer = send(any("/x"));

        assertThat(within(answer.bytes(MOST + 1))).hasSize(MOST + 1);
        assertThat(problemOf(answer.bytes(MOST)).kind()).isEqualTo(ProblemType.TOO_LARGE);
        ByteBuffer sent = within(answer.body().toUni());
        assertThat(sent.get(0)).isEqualTo((byte) 0x1f);
    }

    @Test
    void nothingIsAnAnswerToo() {
        server.on("/empty").answers(200, "text/plain", "");
        server.on("/none").answers(204);
        for (String path : List.of("/empty", "/none")) {
            UpstreamResponse answer = send(any(path));
            assertThat(within(answer.bytes(MOST))).isEmpty();
            assertNoPermitIsHeld();
        }
    }

    /** Whole responses count against the shared bandwidth limit. */
    @Test
    void bytesAreSpentUnderTheCap() {
        http.close();
        http = client(UpstreamSettings.GENEROUS, UpstreamSettings.PATIENT, OptionalLong.of(10_000_000));
        String text = "x".repeat(300_000);
        server.on("/x").answers(200, "text/plain", text);
        UpstreamRequest ask = get(server.uri("/x")).whole(WholeLimit.any(1 << 20));

        for (int i = 0; i < 3; i++) {
            assertThat(within(send(ask).bytes(1 << 20))).hasSize(text.length());
        }
        assertNoPermitIsHeld();
    }

    /** Streamed and whole requests are identical, byte for byte. */
    @Test
    void whatIsSentIsTheSame() {
        server.on("/x").answers(200, "text/plain", "fine");
        UpstreamRequest ask = UpstreamRequest.post(
                server.uri("/x?a+b=c;d=%7e&&e"), List.of(java.util.Map.entry("ID", "a b&c+\u00e9")));
        within(send(ask).bytes(MOST));
        within(send(ask.whole(WholeLimit.any(MOST))).bytes(MOST));

        var requests = server.await("/x", 2);
        assertThat(requests.get(1).target()).isEqualTo(requests.get(0).target()).endsWith("/x?a+b=c;d=%7e&&e");
        assertThat(requests.get(1).body()).isEqualTo(requests.get(0).body());
        assertThat(requests.get(1).headers()).isEqualTo(requests.get(0).headers());
    }

    private static byte[] gzip(String text) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return zipped.toByteArray();
    }
}
