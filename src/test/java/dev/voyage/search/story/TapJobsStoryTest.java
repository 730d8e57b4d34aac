package dev.voyage.search.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.search.played.PlayedTap;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Told;
import dev.voyage.search.played.WithRig;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.Via;
import dev.voyage.testsupport.Received;
import dev.voyage.testsupport.Script;
import dev.voyage.testsupport.WaitLimit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Several targets by jobs of a TAP service, which fails in every way: rows are complete, by cones if need be. */
class TapJobsStoryTest extends WithRig {

    private static final String XML = "text/xml";
    private static final String LIST = "/xtap/async";
    private static final String JOB = LIST + "/j1";
    private static final String RESULT = JOB + "/results/result";
    private static final int TARGETS = 12;
    private static final String UPLOAD = "<uploadMethod ivo-id='ivo://ivoa.net/std/TAPRegExt#upload-inline'/>";

    private PlayedTap played;

    @BeforeEach
    void played() {
        played = new PlayedTap(rig).works();
        narrow();
        rig.archive.on(LIST).redirectsTo(303, rig.archive.uri(JOB));
        rig.archive.on(JOB + "/phase").redirectsTo(303, rig.archive.uri(JOB));
        phases("QUEUED", "EXECUTING", "COMPLETED");
        rig.archive.on(RESULT).answersBy(200, XML, result -> played.rows(creation()));
    }

    /** Synchronous queries are limited more than jobs. */
    private void narrow() {
        played.capabilities()
                .answers(
                        200,
                        XML,
                        PlayedTap.capabilities(UPLOAD
                                + "<executionDuration forMode='sync'><hard>10</hard></executionDuration>"
                                + "<executionDuration forMode='async'><hard>3600</hard></executionDuration>"));
    }

    /** The request for the latest job. */
    private Received creation() {
        List<Received> all = rig.archive.requests(LIST);
        return all.get(all.size() - 1);
    }

    /** The first document answers the creation of the job, whatever its phase; the last one repeats. */
    private Script phases(String... phases) {
        Script script = rig.archive.on(JOB).answers(200, XML, job("PENDING", ""));
        for (String phase : phases) {
            script = script.then().answers(200, XML, job(phase, ""));
        }
        return script;
    }

    private static String job(String phase, String inside) {
        return "<uws:job xmlns:uws='http://www.ivoa.net/xml/UWS/v1.0' version='1.1'><uws:jobId>j1</uws:jobId>"
                + "<uws:phase>" + phase + "</uws:phase><uws:executionDuration>3600</uws:executionDuration>" + inside
                + "</uws:job>";
    }

    private SearchRequest request(Via via) {
        return played.request(TARGETS, Action.OBSERVATIONS).withVia(via);
    }

    private Told run() {
        return new Told(rig.run(request(Via.AUTO)));
    }

    private void isWhole(Told told, String via) {
        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.of("observation.found"))
                .hasSize(TARGETS)
                .allSatisfy(row -> assertThat(row.path("via").asText()).isEqualTo(via));
        assertThat(played.cones()).isEqualTo(via.isEmpty() ? TARGETS : 0);
    }

    private List<Received> asked(String path, String method) {
        return rig.archive.requests(path).stream()
                .filter(request -> request.method().equals(method))
                .toList();
    }

    @Test
    void aJobIsCreatedStartedAwaitedReadAndDeleted() {
        isWhole(run(), "tap");

        assertThat(played.queries()).as("no synchronous query").isZero();
        assertThat(asked(LIST, "POST")).singleElement().satisfies(creation -> {
            assertThat(creation.bodyText()).contains("name=\"QUERY\"", "name=\"MAXREC\"", "name=\"UPLOAD\"");
            assertThat(PlayedTap.uploaded(creation)).hasSize(TARGETS);
        });
        assertThat(asked(JOB + "/destruction", "POST")).singleElement().satisfies(limit -> assertThat(limit.bodyText())
                .matches("DESTRUCTION=\\d{4}-\\d\\d-\\d\\dT\\d\\d%3A\\d\\d%3A\\d\\d\\.\\d{3}Z"));
        assertThat(asked(JOB + "/phase", "POST")).singleElement().satisfies(start -> assertThat(start.bodyText())
                .isEqualTo("PHASE=RUN"));
        assertThat(asked(JOB, "GET").stream().map(Received::query).filter(query -> query.contains("WAIT=30")))
                .hasSize(2);
        assertThat(rig.archive.requests(RESULT)).hasSize(1);
        assertThat(asked(JOB, "DELETE")).hasSize(1);
    }

    static Stream<Arguments> passing() {
        return Stream.of(
                Arguments.of("503 once in phase polling", (Consumer<TapJobsStoryTest>) story -> story.rig
                        .archive
                        .on(JOB)
                        .answers(200, XML, job("PENDING", ""))
                        .then()
                        .answers(200, XML, job("EXECUTING", ""))
                        .then()
                        .answers(503)
                        .retryAfter("0")
                        .then()
                        .answers(200, XML, job("COMPLETED", ""))),
                Arguments.of("a job on hold that is told to run again", (Consumer<TapJobsStoryTest>)
                        story -> story.phases("HELD", "HELD", "EXECUTING", "COMPLETED")),
                Arguments.of("a result that breaks off once", (Consumer<TapJobsStoryTest>) story -> story.rig
                        .archive
                        .on(RESULT)
                        .answersBy(200, XML, result -> story.played.rows(story.creation()))
                        .dropsAfter(700)
                        .then()
                        .answersBy(200, XML, result -> story.played.rows(story.creation()))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void troubleThatPassesCostsNothing(String what, Consumer<TapJobsStoryTest> trouble) {
        trouble.accept(this);

        isWhole(run(), "tap");
        assertThat(asked(LIST, "POST")).as("one job").hasSize(1);
        assertThat(asked(JOB, "DELETE")).hasSize(1);
    }

    /** The trouble, and the words about it. */
    static Stream<Arguments> lasting() {
        return Stream.of(
                trouble("503 in phase polling", "answered 503", story -> story.rig
                        .archive
                        .on(JOB)
                        .answers(200, XML, job("PENDING", ""))
                        .then()
                        .answers(200, XML, job("EXECUTING", ""))
                        .then()
                        .answers(503)),
                trouble("ABORTED", "phase ABORTED", story -> story.phases("EXECUTING", "ABORTED")),
                trouble("ARCHIVED", "phase ARCHIVED", story -> story.phases("ARCHIVED")),
                trouble("ERROR with a document", "out of memory", story -> {
                    story.phases("EXECUTING", "ERROR");
                    story.rig.archive.on(JOB + "/error").answers(200, XML, PlayedTap.error("out of memory"));
                }),
                trouble("ERROR with a message only", "no disk", story -> {
                    story.rig
                            .archive
                            .on(JOB)
                            .answers(200, XML, job("PENDING", ""))
                            .then()
                            .answers(
                                    200,
                                    XML,
                                    job(
                                            "ERROR",
                                            "<uws:errorSummary><uws:message>no disk</uws:message></uws:errorSummary>"));
                    story.rig.archive.on(JOB + "/error").answers(404);
                }),
                trouble("a job that vanishes", "not there any more", story -> story.rig
                        .archive
                        .on(JOB)
                        .answers(200, XML, job("PENDING", ""))
                        .then()
                        .answers(200, XML, job("EXECUTING", ""))
                        .then()
                        .answers(404)),
                trouble(
                        "a result that vanishes",
                        "not there any more",
                        story -> story.rig.archive.on(RESULT).answers(410)),
                trouble("an unknown phase", "no known phase", story -> story.phases("THINKING")),
                trouble("a web page instead of a job", "TAP job", story -> story.rig
                        .archive
                        .on(JOB)
                        .answers(200, XML, job("PENDING", ""))
                        .then()
                        .errorPage(200)),
                trouble("an answer that is cut", "TAP does not answer", story -> story.rig
                        .archive
                        .on(RESULT)
                        .answersBy(200, XML, result -> story.played.rows(story.creation()))
                        .dropsAfter(700)),
                trouble("an overflow", "cut at a limit", story -> story.rig
                        .archive
                        .on(RESULT)
                        .answersBy(
                                200,
                                XML,
                                result -> story.played.rows(
                                        story.creation(),
                                        PlayedTap::row,
                                        "<INFO name='QUERY_STATUS' value='OVERFLOW'/>"))));
    }

    private static Arguments trouble(String what, String words, Consumer<TapJobsStoryTest> trouble) {
        return Arguments.of(what, words, trouble);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lasting")
    void troubleThatLastsIsNamedAndLeftToCones(String what, String words, Consumer<TapJobsStoryTest> trouble) {
        trouble.accept(this);
        Told told = run();

        isWhole(told, "");
        assertThat(told.of("upstream.degraded"))
                .anySatisfy(notice -> assertThat(notice.path("detail").asText()).contains(words));
        assertThat(asked(JOB, "DELETE")).as("every job is deleted").hasSameSizeAs(asked(LIST, "POST"));
    }

    @Test
    void anUploadThatIsRefusedIsNoJob() {
        rig.archive.on(LIST).answers(400, XML, PlayedTap.error("uploads are switched off"));
        Told told = run();

        isWhole(told, "");
        assertThat(rig.archive.requests(JOB)).isEmpty();
    }

    @Test
    void aListThatDoesNotRedirectHasNoNewJob() {
        rig.archive.on(LIST).answers(200, XML, "<jobs/>");

        isWhole(run(), "");
        assertThat(rig.archive.requests(JOB)).isEmpty();
    }

    @Test
    void aRequestForTapAloneNamesTheFailure() {
        phases("EXECUTING", "ERROR");
        rig.archive.on(JOB + "/error").answers(200, XML, PlayedTap.error("out of memory"));
        var told = new Told(rig.run(request(Via.TAP)));

        assertThat(told.end()).isEqualTo("search.failed");
        assertThat(told.of("catalogue.failed")).hasSize(TARGETS).allSatisfy(failure -> assertThat(
                        failure.path("problem").path("detail").asText())
                .contains("out of memory"));
        assertThat(asked(JOB, "DELETE")).hasSize(1);
    }

    @Test
    void aSynchronousQueryThatTakesTooLongIsRepeatedAsAJob() {
        played.capabilities().answers(200, XML, PlayedTap.capabilities(UPLOAD));
        played.sync().answers(400, XML, PlayedTap.error("Query timed out (took too long)."));
        Told told = run();

        isWhole(told, "tap");
        assertThat(played.queries()).isEqualTo(1);
        assertThat(asked(LIST, "POST")).hasSize(1);
        assertThat(told.of("upstream.degraded"))
                .anySatisfy(notice -> assertThat(notice.path("detail").asText()).contains("run as jobs"));
    }

    @Test
    void aSearchThatIsCancelledDeletesItsJob() {
        rig.archive
                .on(JOB)
                .answers(200, XML, job("PENDING", ""))
                .then()
                .answers(200, XML, job("EXECUTING", ""))
                .then()
                .answers(200, XML, job("EXECUTING", ""))
                .holdsHead(new CompletableFuture<>())
                .then()
                .answers(200, XML, "");
        String id = rig.start(request(Via.AUTO));
        rig.archive.await(JOB, 3);
        rig.searches.cancel(id).await().atMost(Rig.SOON);

        List<Received> all = rig.archive.await(JOB, 4);
        assertThat(all.get(3).method()).isEqualTo("DELETE");
        assertThat(all.get(2).hungUp()).succeedsWithin(WaitLimit.TIME);
    }
}
