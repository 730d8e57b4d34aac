package dev.voyage.upstream.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.Received;
import dev.voyage.testsupport.Script;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.upstream.HttpTestBase;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.UpstreamSettings;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseBodyTest extends HttpTestBase {

    private static final Duration SOON = WaitLimit.TIME;

    static Stream<Arguments> brokenBodies() {
        return Stream.of(
                broken("dropped", script -> script.dropsAfter(4)),
                broken("reset", script -> script.resetsAfter(4)),
                broken("dropped at once", script -> script.dropsAfter(0)),
                broken("short", script -> script.contentLength(20)),
                broken("dropped between chunks", script -> script.chunked().dropsAfter(4)),
                broken("reset before its end", script -> script.untilClose().resetsAfter(4)));
    }

    private static Arguments broken(String how, Consumer<Script> script) {
        return Arguments.of(how, script);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenBodies")
    void aBodyThatEndsTooEarlyIsCorrupt(String how, Consumer<Script> script) {
        script.accept(server.on("/x").answers(200, "text/plain", "0123456789"));
        Problem problem = problemOf(
                http.ask(UpstreamRequest.get(server.uri("/x"))).onItem().transformToUni(answer -> answer.bytes(1000)));

        assertThat(problem.kind()).as(how).isEqualTo(ProblemType.CORRUPT);
        assertThat(problem.retryable()).isTrue();
        assertNoPermitIsHeld();
    }

    @Test
    void aBodyThatGoesOnBehindItsLengthEndsThere() {
        server.on("/x").answers(200, "text/plain", "0123456789").contentLength(4);

        assertThat(text(UpstreamRequest.get(server.uri("/x")))).isEqualTo("0123");
        server.on("/x").answers(200, "text/plain", "next");
        // the connection is unusable, which may show only on its next use
        Uni<byte[]> next = http.ask(UpstreamRequest.get(server.uri("/x")))
                .chain(answer -> answer.bytes(100))
                .onFailure(Problem.class)
                .retry()
                .atMost(3);
        assertThat(within(next)).asString(StandardCharsets.UTF_8).isEqualTo("next");
    }

    @Test
    void allWaysToEndABodyAreUnderstood() {
        server.on("/length").answers(200, "text/plain", "0123456789");
        server.on("/chunks").answers(200, "text/plain", "0123456789").chunked().drips(3, Duration.ofMillis(1));
        server.on("/close").answers(200, "text/plain", "0123456789").untilClose();
        server.on("/empty").answers(200);
        server.on("/none").answers(204);

        assertThat(text(UpstreamRequest.get(server.uri("/length")))).isEqualTo("0123456789");
        assertThat(text(UpstreamRequest.get(server.uri("/chunks")))).isEqualTo("0123456789");
        assertThat(text(UpstreamRequest.get(server.uri("/close")))).isEqualTo("0123456789");
        assertThat(text(UpstreamRequest.get(server.uri("/empty")))).isEmpty();
        assertThat(text(UpstreamRequest.get(server.uri("/none")))).isEmpty();
        assertNoPermitIsHeld();
    }

    @Test
    void silenceIsAStallOnlyWhileSomethingIsAskedFor() {
        var release = new CompletableFuture<Void>();
        VertxHttp impatient = client(UpstreamSettings.USUAL.stall(Duration.ofMillis(150)), UpstreamSettings.GENEROUS);
        server.on("/stalls").answers(200, "text/plain", "0123456789").stallsAfter(4);
        server.on("/waits").answers(200, "text/plain", "0123456789").holdsAfter(4, release);

        AssertSubscriber<ByteBuffer> idle = within(impatient.ask(UpstreamRequest.get(server.uri("/waits"))))
                .body()
                .subscribe()
                .withSubscriber(AssertSubscriber.create(1));
        idle.awaitItems(1, SOON);
        Problem stalled = problemOf(impatient
                .ask(UpstreamRequest.get(server.uri("/stalls")))
                .onItem()
                .transformToUni(answer -> answer.bytes(100)));

        assertThat(stalled.kind()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(within(server.requests("/stalls").get(0).hungUp())).isNotNull();
        idle.assertNotTerminated();
        release.complete(null);
        idle.request(Long.MAX_VALUE).awaitCompletion(SOON);
        impatient.close();
    }

    @Test
    void aSlowDripIsNoStall() {
        VertxHttp impatient = client(UpstreamSettings.USUAL.stall(Duration.ofSeconds(2)), UpstreamSettings.GENEROUS);
        server.on("/x").answers(200, "text/plain", "0123456789").drips(1, Duration.ofMillis(250));

        byte[] body = within(impatient
                .ask(UpstreamRequest.get(server.uri("/x")))
                .onItem()
                .transformToUni(answer -> answer.bytes(100)));
        assertThat(body).hasSize(10);
        impatient.close();
    }

    @Test
    void whatIsNotAskedForStaysAtTheServer() {
        server.on("/x").answersZeros(1L << 40);
        AssertSubscriber<ByteBuffer> reader = within(http.ask(UpstreamRequest.get(server.uri("/x"))))
                .body()
                .subscribe()
                .withSubscriber(AssertSubscriber.create(1));
        reader.awaitItems(1, SOON);
        Received request = server.requests().get(0);
        long atRest = waitUntilItRests(request);

        assertThat(atRest).isLessThan(32L << 20); // the buffers of two sockets
        assertThat(reader.getItems()).hasSize(1);
        reader.request(1000).awaitItems(1001, SOON);
        assertThat(waitUntilItRests(request)).isGreaterThan(atRest);
        reader.cancel();
        assertThat(within(request.hungUp())).isNotNull();
        assertNoPermitIsHeld();
    }

    @Test
    void nothingIsReadBeforeSubscription() {
        server.on("/x").answersZeros(1L << 40);
        UpstreamResponse answer = within(http.ask(UpstreamRequest.get(server.uri("/x"))));

        assertThat(waitUntilItRests(server.requests().get(0))).isLessThan(32L << 20);
        answer.discard();
        assertThat(within(server.requests().get(0).hungUp())).isNotNull();
    }

    /** The number of sent bytes when the server has been blocked for a while. */
    private static long waitUntilItRests(Received request) {
        long end = System.nanoTime() + SOON.toNanos();
        long last = -1;
        long since = System.nanoTime();
        while (System.nanoTime() < end && System.nanoTime() - since < 300_000_000L) {
            if (request.bytesSent() != last) {
                last = request.bytesSent();
                since = System.nanoTime();
            }
            LockSupport.parkNanos(1_000_000);
        }
        return last;
    }

    @Test
    void aBodyIsReadOnce() {
        server.on("/x").answers(200, "text/plain", "0123456789");
        UpstreamResponse answer = within(http.ask(UpstreamRequest.get(server.uri("/x"))));
        assertThat(within(answer.bytes(100))).hasSize(10);

        answer.body()
                .subscribe()
                .withSubscriber(AssertSubscriber.create(1))
                .awaitFailure(WaitLimit.TIME)
                .assertFailedWith(IllegalStateException.class);
        answer.discard();
        answer.discard();
        assertNoPermitIsHeld();
    }

    @Test
    void anAnswerNobodyReadsGivesItsPermitBackAtLast() {
        VertxHttp impatient = client(UpstreamSettings.USUAL.stall(Duration.ofMillis(100)), UpstreamSettings.GENEROUS);
        server.on("/x").answersZeros(1L << 40);
        UpstreamResponse late = within(impatient.ask(UpstreamRequest.get(server.uri("/x"))));

        assertThat(within(server.requests().get(0).hungUp())).isNotNull();
        assertThat(problemOf(late.body().collect().last()).kind())
                .as("a retry is possible")
                .isEqualTo(ProblemType.UNAVAILABLE);
        impatient.close();
    }

    @Test
    void bytesHaveABoundAndHangUpAboveIt() {
        server.on("/announced").answersZeros(1L << 40);
        server.on("/chunks").answersZeros(1L << 40).chunked();

        for (String path : new String[] {"/announced", "/chunks"}) {
            Problem problem = problemOf(http.ask(UpstreamRequest.get(server.uri(path)))
                    .onItem()
                    .transformToUni(answer -> answer.bytes(100_000)));
            assertThat(problem.kind()).isEqualTo(ProblemType.TOO_LARGE);
            assertThat(within(server.requests(path).get(0).hungUp())).isNotNull();
        }
        assertNoPermitIsHeld();
    }

    @Test
    void gzipIsUnzippedInBytesAndOnlyThere() throws IOException {
        byte[] zipped = gzip("<VOTABLE/>".getBytes(StandardCharsets.US_ASCII));
        server.on("/x").answers(200, "text/xml", zipped).header("Content-Encoding", "gzip");

        assertThat(text(UpstreamRequest.get(server.uri("/x")))).isEqualTo("<VOTABLE/>");
        AssertSubscriber<ByteBuffer> raw = within(http.ask(UpstreamRequest.get(server.uri("/x"))))
                .body()
                .subscribe()
                .withSubscriber(AssertSubscriber.create(10));
        assertThat(raw.awaitCompletion(SOON).getItems()).containsExactly(ByteBuffer.wrap(zipped));
    }

    @Test
    void aGzipBombIsTooLarge() throws IOException {
        byte[] bomb = gzip(new byte[50 << 20]);
        server.on("/x").answers(200, "text/xml", bomb).header("Content-Encoding", "gzip");
        for (int most : new int[] {100_000, 1 << 30}) {
            Problem problem = problemOf(http.ask(UpstreamRequest.get(server.uri("/x")))
                    .onItem()
                    .transformToUni(answer -> answer.bytes(most)));
            assertThat(problem.kind()).isEqualTo(ProblemType.TOO_LARGE);
        }
    }

    @Test
    void brokenGzipIsCorruptAndOtherCodingsAreMalformed() throws IOException {
        byte[] zipped = gzip("0123456789".getBytes(StandardCharsets.US_ASCII));
        server.on("/cut")
                .answers(200, "text/xml", java.util.Arrays.copyOf(zipped, 15))
                .header("Content-Encoding", "gzip");
        server.on("/br")
                .answers(200, "text/xml", new byte[] {0x0b, 2, (byte) 0x80, 'a', 3})
                .header("Content-Encoding", "br");

        assertThat(problemOf(http.ask(UpstreamRequest.get(server.uri("/cut")))
                                .onItem()
                                .transformToUni(a -> a.bytes(100)))
                        .kind())
                .isEqualTo(ProblemType.CORRUPT);
        Problem br = problemOf(
                http.ask(UpstreamRequest.get(server.uri("/br"))).onItem().transformToUni(a -> a.bytes(100)));
        assertThat(br.kind()).isEqualTo(ProblemType.MALFORMED);
        assertThat(br).hasMessageContaining("\"br\"");
        assertNoPermitIsHeld();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "UTF-8", "x-gzip", "br", "aws-chunked, gzip", "identity", ""})
    void aDocumentIsReadByItsBytesWhateverCodingIsNamed(String coding) throws IOException {
        byte[] page = "<html>\u00e9</html>".getBytes(StandardCharsets.UTF_8);
        server.on("/plain").answers(200, "text/html", page).header("Content-Encoding", coding);
        server.on("/zipped").answers(200, "text/html", gzip(page)).header("Content-Encoding", coding);

        for (String path : new String[] {"/plain", "/zipped"}) {
            byte[] read = within(
                    http.ask(UpstreamRequest.get(server.uri(path))).onItem().transformToUni(a -> a.bytes(1000)));
            assertThat(read).as(path).isEqualTo(page);
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }
}
