package dev.voyage.cone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.sky.SkyPosition;
import dev.voyage.testsupport.ScriptedServer;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.testsupport.http.CannedHttp;
import dev.voyage.testsupport.http.LoopbackHttp;
import dev.voyage.upstream.RequestContext;
import dev.voyage.votable.VotableReader;
import dev.voyage.votable.event.VotableLimits;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The cone search over real sockets: the requests, the times of the events, and closed connections. */
class ConeOverTheWireTest {

    private static final byte[] WHOLE = CannedHttp.fixture("reconstructed/cone/cone-3c105-tabledata.xml");
    private static final int SECOND_ROW = new String(WHOLE, StandardCharsets.UTF_8).indexOf("<TR><TD>3579");
    private static final Duration SOON = WaitLimit.TIME;

    private final ScriptedServer server = ScriptedServer.start();
    private final LoopbackHttp loopback = new LoopbackHttp();
    private final ConeSearchClient cone =
            new ConeSearchClient(loopback.http(), loopback.patience(), new VotableReader(VotableLimits.DEFAULT), 1000);

    @AfterEach
    void stop() {
        server.close();
        loopback.close();
    }

    private AssertSubscriber<ConeEvent> search(long demand) {
        return cone.search(
                        new ConeQuery(
                                server.uri("/cone?showoffsets&&table=numaster&"),
                                new SkyPosition(61.81861303, 3.7071705),
                                1.0,
                                2),
                        RequestContext.NONE)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(demand));
    }

    @Test
    void theFirstObservationIsToldWhileTheDocumentIsHeldBack() {
        var release = new CompletableFuture<Void>();
        server.on("/cone").answers(200, "text/xml", WHOLE).holdsAfter(SECOND_ROW, release);

        AssertSubscriber<ConeEvent> watcher = search(100).awaitItems(2, SOON);

        assertThat(watcher.getItems().get(1))
                .isInstanceOfSatisfying(
                        ConeEvent.Observation.class, o -> assertThat(o.ownId()).isEqualTo("60061044002"));
        release.complete(null);
        assertThat(watcher.awaitCompletion(SOON).getItems()).hasSize(7);
        assertThat(server.requests()).singleElement().satisfies(r -> {
            assertThat(r.target())
                    .isEqualTo("/cone?showoffsets&&table=numaster&RA=61.81861303" + "&DEC=3.7071705&SR=1.0&VERB=2");
            assertThat(r.header("Accept-Encoding")).contains("gzip");
        });
    }

    @Test
    void nothingIsToldBeyondWhatIsAskedFor() {
        server.on("/cone").answers(200, "text/xml", WHOLE);

        AssertSubscriber<ConeEvent> watcher = search(1).awaitItems(1, SOON);
        assertThat(watcher.getItems()).hasSize(1);
        watcher.request(2).awaitItems(3, SOON);
        assertThat(watcher.getItems()).hasSize(3);
        watcher.cancel();
    }

    @Test
    void cancellingHangsUp() throws Exception {
        server.on("/cone").answers(200, "text/xml", WHOLE).stallsAfter(SECOND_ROW);

        search(100).awaitItems(2, SOON).cancel();

        assertThat(server.await("/cone", 1).get(0).hungUp().get(WaitLimit.SECONDS, TimeUnit.SECONDS))
                .isNotNull();
    }

    @Test
    void busyThenBrokenThenWholeIsOneAnswer() {
        server.on("/cone")
                .answers(503)
                .retryAfter("0")
                .then()
                .answers(200, "text/xml", WHOLE)
                .dropsAfter(SECOND_ROW + 20)
                .then()
                .answers(200, "text/xml", WHOLE);

        assertThat(search(100).awaitCompletion(SOON).getItems()).hasSize(7);
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void anErrorStatusWithAVotableIsToldInItsWords() {
        server.on("/cone").answers(400, "application/x-votable+xml", CannedHttp.fixture("lab/cone_badparam.body"));

        assertThat(search(100).awaitFailure(SOON).getFailure()).isInstanceOfSatisfying(Problem.class, p -> {
            assertThat(p.kind()).isEqualTo(ProblemType.REFUSED);
            assertThat(p.detail()).contains("400").contains("valid literal");
            assertThat(p.members()).containsEntry("upstreamStatus", 400);
        });
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aWebPageWithStatus200IsNamed() {
        server.on("/cone").errorPage(200);

        assertThat(search(100).awaitFailure(SOON).getFailure())
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(ProblemType.MALFORMED));
    }
}
