package dev.voyage.upstream.robots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.ImpatientTimer;
import dev.voyage.testsupport.Script;
import dev.voyage.testsupport.SetClock;
import dev.voyage.testsupport.http.CannedHttp;
import dev.voyage.testsupport.http.PlainClients;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.HttpTestBase;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.RetryPolicy;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.UpstreamSettings;
import dev.voyage.upstream.client.VertxHttp;
import dev.voyage.upstream.politeness.TurnListener;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RobotsHttpTest extends HttpTestBase {

    private static final String NOT_X = "User-agent: *\nDisallow: /x\n";

    private final SetClock clock = new SetClock();
    private final ImpatientTimer timer = new ImpatientTimer();
    private final RobotsHttp robots =
            new RobotsHttp(http, client(http), new RetryPolicy(UpstreamSettings.USUAL, timer, () -> 0), clock);

    /** The client under test. */
    RobotsClient client(Http over) {
        return PlainClients.robots(over);
    }

    @BeforeEach
    void files() {
        server.on("/x").answers(200, "text/plain", "forbidden");
        server.on("/y").answers(200, "text/plain", "fine");
    }

    @AfterEach
    void stopTimer() {
        timer.close();
    }

    private Script robotsTxt() {
        return server.on("/robots.txt");
    }

    private void assertForbidden(String path) {
        assertThat(problemOf(robots.ask(UpstreamRequest.get(server.uri(path)))).kind())
                .isEqualTo(ProblemType.REFUSED);
    }

    private void assertAllowed(String path) {
        assertThat(bytesOf(robots.ask(UpstreamRequest.get(server.uri(path))))).isNotEmpty();
    }

    private void assertRead(int times) {
        assertThat(server.requests("/robots.txt")).hasSize(times);
    }

    @Test
    void whatIsForbiddenIsNotAskedForAndTheProblemSaysWhy() {
        robotsTxt().answers(200, "text/plain", NOT_X);
        Problem problem = problemOf(robots.send(UpstreamRequest.get(server.uri("/x/a?b=c"))));

        assertThat(problem.kind()).isEqualTo(ProblemType.REFUSED);
        assertThat(problem.retryable()).isFalse();
        assertThat(problem.detail()).contains("\"/x/a?b=c\"", "\"Disallow: /x\"", "voyage.http.robots=false");
        assertThat(problem.upstream()).contains("127.0.0.1:" + server.port());
        assertThat(server.requests()).hasSize(1);
        assertThat(server.requests().get(0).header("User-Agent")).contains("voyage/test");
        assertAllowed("/y");
        assertNoPermitIsHeld();
    }

    @Test
    void itIsReadOnceForManyAtOnceAndOnceADay() {
        robotsTxt().answers(200, "text/plain", NOT_X);
        Multi<byte[]> many = Multi.createFrom()
                .range(0, 50)
                .onItem()
                .transformToUni(
                        i -> robots.ask(UpstreamRequest.get(server.uri("/y"))).chain(answer -> answer.bytes(100)))
                .merge(50);
        assertThat(within(many.collect().asList())).hasSize(50);
        assertRead(1);

        clock.passes(Duration.ofHours(23));
        assertForbidden("/x");
        assertRead(1);
        robotsTxt().answers(404);
        clock.passes(Duration.ofHours(1));
        assertAllowed("/x");
        assertRead(2);
    }

    @Test
    void whoeverWaitsForItWaitsForItsTurn() {
        var open = new CompletableFuture<Void>();
        server.on("/gate").holdsHead(open).answers(200, "text/plain", "first");
        robotsTxt().answers(200, "text/plain", NOT_X);
        VertxHttp narrow = client(UpstreamSettings.USUAL, new UpstreamSettings.Limits(1, 100_000, 10_000));
        var before = narrow.ask(UpstreamRequest.get(server.uri("/gate")))
                .chain(answer -> answer.bytes(100))
                .subscribeAsCompletionStage();
        server.await("/gate", 1);
        var over = new RobotsHttp(narrow, client(narrow), new RetryPolicy(UpstreamSettings.USUAL, timer), clock);
        var waiting = new ArrayList<CompletableFuture<Void>>();
        var proceeding = new ArrayList<CompletableFuture<Void>>();
        var answers = new ArrayList<CompletableFuture<byte[]>>();
        for (int i = 0; i < 2; i++) {
            var waits = new CompletableFuture<Void>();
            var proceeds = new CompletableFuture<Void>();
            waiting.add(waits);
            proceeding.add(proceeds);
            RequestContext context = RequestContext.NONE.inTurn(new TurnListener() {
                @Override
                public void waits() {
                    waits.complete(null);
                }

                @Override
                public void proceeds() {
                    proceeds.complete(null);
                }
            });
            answers.add(over.ask(UpstreamRequest.get(server.uri("/y")).by(context))
                    .chain(answer -> answer.bytes(100))
                    .subscribeAsCompletionStage());
        }
        waiting.forEach(HttpTestBase::within); // the second one learns of a wait that had begun
        assertThat(proceeding).noneMatch(CompletableFuture::isDone);

        open.complete(null);
        answers.forEach(answer -> assertThat(within(answer)).hasSize(4));
        proceeding.forEach(HttpTestBase::within);
        assertThat(within(before)).hasSize(5);
        assertRead(1);
        narrow.close();
    }

    @Test
    void withoutOneAllIsAllowedForADay() {
        for (int status : new int[] {404, 403, 410}) {
            robotsTxt().answers(status, "text/plain", NOT_X);
            clock.passes(Duration.ofHours(25));
            assertAllowed("/x");
        }
        clock.passes(Duration.ofHours(23));
        assertAllowed("/x");
        assertRead(3);
    }

    @Test
    void oneThatCannotBeHadIsTriedTwiceAndAgainAMinuteLater() {
        robotsTxt().answers(503).then().answers(500).then().answers(200, "text/plain", NOT_X);
        assertAllowed("/x");
        assertThat(timer.pauses()).hasSize(1);
        assertRead(2);

        clock.passes(Duration.ofSeconds(59));
        assertAllowed("/x");
        assertRead(2);
        clock.passes(Duration.ofSeconds(1));
        assertForbidden("/x");
        assertRead(3);
    }

    @Test
    void oneThatBreaksOffIsReadAgain() {
        robotsTxt().dropsHead().then().answers(200, "text/plain", NOT_X);
        assertForbidden("/x");
        clock.passes(Duration.ofDays(2));
        robotsTxt().answers(200, "text/plain", NOT_X).dropsAfter(5);
        assertAllowed("/x");
        assertRead(4);
    }

    @Test
    void redirectsLeadToIt() {
        robotsTxt().redirectsTo(301, "/other.txt");
        server.on("/other.txt").answers(200, "text/plain", NOT_X);
        assertForbidden("/x");

        clock.passes(Duration.ofDays(2));
        robotsTxt().redirectsTo("/robots.txt");
        assertAllowed("/x");
        assertNoPermitIsHeld();
    }

    @Test
    void anEndlessOneCountsAsFarAsItIsRead() {
        robotsTxt().answersEndlessly("text/plain", NOT_X, "# and so on\n", 1L << 40);
        assertForbidden("/x");
        assertAllowed("/y");

        assertThat(within(server.requests("/robots.txt").get(0).hungUp())).isNotNull();
        assertNoPermitIsHeld();
    }

    @Test
    void aZippedOneIsUnzipped() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(NOT_X.getBytes(StandardCharsets.US_ASCII));
        }
        robotsTxt().answers(200, "text/plain", bytes.toByteArray()).header("Content-Encoding", "gzip");

        assertForbidden("/x");
    }

    @Test
    void whoGivesUpWaitingDoesNotSpoilItForTheOthers() {
        var release = new CompletableFuture<Void>();
        robotsTxt().holdsHead(release).answers(200, "text/plain", NOT_X);
        UniAssertSubscriber<UpstreamResponse> first = robots.send(UpstreamRequest.get(server.uri("/y")))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        UniAssertSubscriber<UpstreamResponse> second = robots.send(UpstreamRequest.get(server.uri("/x")))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        server.await("/robots.txt", 1);
        first.cancel();
        release.complete(null);

        second.awaitFailure(failure -> assertThat(failure).isInstanceOf(Problem.class));
        assertThat(server.requests()).hasSize(1);
        assertNoPermitIsHeld();
    }

    @Test
    void onlySoManyHostsAreRemembered() {
        var canned = new CannedHttp(ask -> CannedHttp.Canned.ok("User-agent: *\n"));
        var many = new RobotsHttp(canned, client(canned), new RetryPolicy(UpstreamSettings.USUAL, timer), clock);
        for (int i = 0; i < 1500; i++) {
            within(many.send(UpstreamRequest.get(URI.create("http://h" + i + ".test/x"))));
        }
        assertThat(many.hosts()).isEqualTo(1000);
        within(many.send(UpstreamRequest.get(URI.create("https://h1499.test/x"))));
        assertThat(canned.asked()).as("one request and its robots.txt each").hasSize(3002);
    }

    @Test
    void anAddressWithoutAHostIsRefusedAsEver() {
        assertThat(problemOf(robots.send(UpstreamRequest.get(URI.create("http:///x"))))
                        .kind())
                .isEqualTo(ProblemType.EGRESS_REFUSED);
    }
}
