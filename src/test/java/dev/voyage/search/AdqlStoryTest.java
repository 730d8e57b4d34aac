package dev.voyage.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.datalink.rule.LinkChoice;
import dev.voyage.search.played.PlayedTap;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Told;
import dev.voyage.search.played.WithRig;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.SourcePreference;
import dev.voyage.search.request.Submitter;
import dev.voyage.search.request.Via;
import dev.voyage.search.story.CutStory;
import dev.voyage.testsupport.Received;
import dev.voyage.testsupport.Script;
import dev.voyage.testsupport.WaitLimit;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows of a query in ADQL, at a TAP service that misbehaves too. */
class AdqlStoryTest extends WithRig {

    private static final String XML = "text/xml";
    private static final String QUERY = "SELECT * FROM ivoa.obscore -- it's a query";
    private static final String FIELDS = field("obs_id", "char' arraysize='*' ucd='meta.id")
            + field("s_ra", "double' unit='deg' ucd='pos.eq.ra")
            + field("s_dec", "double' unit='deg' ucd='pos.eq.dec")
            + field("t_exptime", "double' unit='s")
            + field("access_url", "char' arraysize='*' ucd='meta.ref.url")
            + field("access_format", "char' arraysize='*' ucd='meta.code.mime");
    private static final String OVERFLOW = "<INFO name='QUERY_STATUS' value='OVERFLOW'/>";

    private Script sync;

    @BeforeEach
    void service() {
        limits("");
        sync = rig.archive.on("/xtap/sync").answers(200, XML, rows("A", "B", "C"));
        for (String id : List.of("A", "B", "C")) {
            rig.archive.on("/data/" + id + ".txt").answers(200, "text/plain", "the data of " + id + "\n");
        }
    }

    private void limits(String stated) {
        rig.archive.on("/xtap/capabilities").answers(200, XML, PlayedTap.capabilities(stated));
    }

    private static String field(String name, String datatype) {
        return "<FIELD name='" + name + "' datatype='" + datatype + "'/>";
    }

    private String rows(String... ids) {
        return table(
                FIELDS,
                IntStream.range(0, ids.length)
                        .mapToObj(i -> tr(
                                ids[i],
                                "1" + i,
                                "1",
                                i + "000",
                                rig.archive.uri("/data/" + ids[i] + ".txt").toString(),
                                "text/plain"))
                        .collect(Collectors.joining()),
                "");
    }

    private static String tr(String... cells) {
        return "<TR><TD>" + String.join("</TD><TD>", cells) + "</TD></TR>";
    }

    private static String table(String fields, String rows, String behind) {
        return "<VOTABLE><RESOURCE type='results'><INFO name='QUERY_STATUS' value='OK'/><TABLE>" + fields
                + "<DATA><TABLEDATA>" + rows + "</TABLEDATA></DATA></TABLE>" + behind + "</RESOURCE></VOTABLE>";
    }

    private SearchRequest request(Action action, String where, String catalogue) {
        return new SearchRequest(
                List.of(),
                List.of(catalogue),
                SearchRequest.NO_RADIUS,
                where,
                List.of(),
                List.of(),
                action,
                SourcePreference.AUTO,
                LinkChoice.DEFAULT,
                Via.AUTO,
                List.of(),
                QUERY);
    }

    private SearchRequest request(Action action) {
        return request(action, null, rig.archive.uri("/xtap").toString());
    }

    private Told run(Action action) {
        var told = new Told(rig.run(request(action)));
        return action == Action.DOWNLOAD ? told.isSound() : told;
    }

    private static String form(Received request) {
        return URLDecoder.decode(request.bodyText(), StandardCharsets.UTF_8);
    }

    @Test
    void everyRowIsAnObservationWithoutATarget() {
        Told told = run(Action.OBSERVATIONS);

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.observations()).containsExactly("A", "B", "C");
        JsonNode row = told.of("observation.found").get(1);
        assertThat(row.path("raDeg").asDouble()).isEqualTo(11);
        assertThat(row.path("decDeg").asDouble()).isEqualTo(1);
        assertThat(row.path("via").asText()).isEqualTo("tap");
        assertThat(row.has("offsetArcmin") || row.has("target")).isFalse();
        assertThat(told.of("service.found")).singleElement().satisfies(found -> {
            assertThat(found.path("accessUrl").asText())
                    .isEqualTo(rig.archive.uri("/xtap").toString());
            assertThat(found.path("via").asText()).isEqualTo("tap");
            assertThat(found.path("registry").asText()).isEqualTo("given");
        });
        assertThat(told.of("catalogue.searched")).singleElement().satisfies(end -> {
            assertThat(end.path("rows").asInt()).isEqualTo(3);
            assertThat(end.path("overflow").asBoolean()).isFalse();
        });
        assertThat(told.of("target.resolved")).isEmpty();
        assertThat(told.notices()).isEmpty();
        assertThat(rig.archive.requests("/xtap/sync")).singleElement().satisfies(asked -> {
            assertThat(asked.method()).isEqualTo("POST");
            assertThat(form(asked)).contains("REQUEST=doQuery", "LANG=ADQL", "MAXREC=1001", "QUERY=" + QUERY);
        });
    }

    @Test
    void theFilesOfObsCoreRowsAreDownloaded() {
        Told told = run(Action.DOWNLOAD);

        assertThat(told.end()).isEqualTo("search.completed");
        told.leaves(rig, path -> "the data of " + path.charAt(0) + "\n");
        assertThat(told.of("file.completed")).hasSize(3);
    }

    @Test
    void theConditionIsAboutItsColumns() {
        var told = new Told(rig.run(request(
                Action.OBSERVATIONS,
                "t_exptime >= 1000",
                rig.archive.uri("/xtap").toString())));
        assertThat(told.tally("selected")).isEqualTo(2);
        assertThat(told.of("observation.found").get(0).path("reason").asText()).isEqualTo("condition");

        var unknown = new Told(rig.run(request(
                Action.OBSERVATIONS, "colour > 1", rig.archive.uri("/xtap").toString())));
        assertThat(unknown.end()).isEqualTo("search.failed");
        assertThat(unknown.problem()).isEqualTo("unknown-column");
    }

    @Test
    void anOverflowIsNeverComplete() {
        sync.answers(200, XML, rows("A", "B").replace("</TABLE>", "</TABLE>" + OVERFLOW));
        Told told = run(Action.OBSERVATIONS);

        assertThat(told.end()).isEqualTo("search.partial");
        assertThat(told.observations()).containsExactly("A", "B");
        assertThat(told.of("catalogue.searched").get(0).path("overflow").asBoolean())
                .isTrue();
        assertThat(told.notices()).anySatisfy(words -> assertThat(words).contains("more rows than were sent"));
    }

    @Test
    void anOverflowWithoutRowsIsNotEmpty() {
        sync.answers(200, XML, table(FIELDS, "", OVERFLOW));
        assertThat(run(Action.OBSERVATIONS).end()).isEqualTo("search.partial");
    }

    @Test
    void asManyRowsAsTheServiceSendsMayBeCut() {
        limits("<outputLimit><hard unit='row'>3</hard></outputLimit>");
        Told told = run(Action.OBSERVATIONS);

        assertThat(told.end()).isEqualTo("search.partial");
        assertThat(told.observations()).hasSize(3);
        assertThat(told.notices()).anySatisfy(words -> assertThat(words).contains("3 rows", "does not say"));
        assertThat(form(rig.archive.requests("/xtap/sync").get(0))).contains("MAXREC=3&");
    }

    @Test
    void noMoreRowsThanASearchMayHave() {
        sync.answers(
                200, XML, rows(IntStream.range(0, 1500).mapToObj(i -> "O" + i).toArray(String[]::new)));
        Told told = run(Action.OBSERVATIONS);

        assertThat(told.end()).isEqualTo("search.partial");
        assertThat(told.observations()).hasSize(1000).doesNotHaveDuplicates();
        assertThat(told.notices()).anySatisfy(words -> assertThat(words).contains("more than 1000 rows"));
    }

    @ParameterizedTest
    @CsvSource({"200", "400"})
    void anErrorIsQuoted(int status) {
        sync.answers(status, XML, PlayedTap.error("no such table: ivoa.obscore"));
        Told told = run(Action.OBSERVATIONS);

        assertThat(told.end()).isEqualTo("search.failed");
        assertThat(told.detail()).contains("no such table: ivoa.obscore");
        assertThat(rig.archive.requests("/xtap/sync")).hasSize(1);
    }

    @Test
    void anErrorBehindRowsIsAFailure() {
        sync.answers(
                200,
                XML,
                rows("A", "B")
                        .replace("</TABLE>", "</TABLE><INFO name='QUERY_STATUS' value='ERROR'>out of disk</INFO>"));
        Told told = run(Action.OBSERVATIONS);

        assertThat(told.end()).isEqualTo("search.failed");
        assertThat(told.detail()).contains("out of disk");
        assertThat(told.observations()).containsExactly("A", "B");
    }

    @Test
    void aWebPageIsAFailure() {
        sync.errorPage(200);
        Told told = run(Action.OBSERVATIONS);

        assertThat(told.end()).isEqualTo("search.failed");
        assertThat(told.problem()).isEqualTo("malformed");
    }

    @Test
    void anAnswerThatBreaksOffIsContinued() {
        String whole = rows("A", "B", "C");
        sync = rig.archive
                .on("/xtap/sync")
                .answers(200, XML, whole)
                .dropsAfter(whole.indexOf("<TD>C"))
                .then()
                .answers(200, XML, whole);
        Told told = run(Action.OBSERVATIONS);

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.observations()).containsExactly("A", "B", "C");
        assertThat(told.notices()).anySatisfy(words -> assertThat(words).contains("broke off after 2 rows"));
    }

    @Test
    void anAnswerThatBreaksOffEachTimeIsAFailure() {
        sync.dropsAfter(rows("A").length());
        Told told = run(Action.OBSERVATIONS);

        assertThat(told.end()).isEqualTo("search.failed");
        assertThat(told.problem()).isIn("unavailable", "corrupt");
        assertThat(rig.archive.requests("/xtap/sync").size()).isBetween(2, 4);
        assertThat(told.observations()).doesNotHaveDuplicates();
    }

    @Test
    void aServiceThatIsBusyIsAskedAgainAndARetryContinues() {
        sync.answers(503).retryAfter("0");
        Told failed = run(Action.OBSERVATIONS);
        int asked = rig.archive.requests("/xtap/sync").size();
        rig.archive.on("/xtap/sync").answers(200, XML, rows("A", "B", "C"));
        String id = failed.last().path("search").asText();
        String again = rig.searches
                .retry(id, Submitter.NOBODY)
                .await()
                .atMost(Rig.SOON)
                .search()
                .id();
        var second = new Told(rig.events(again));

        assertThat(failed.end()).isEqualTo("search.failed");
        assertThat(failed.of("upstream.throttled")).hasSize(asked - 1);
        assertThat(second.end()).isEqualTo("search.completed");
        assertThat(second.observations()).containsExactly("A", "B", "C");
    }

    @Test
    void withoutCapabilitiesTheQueryIsSynchronous() {
        rig.archive.on("/xtap/capabilities").answers(404);
        Told told = run(Action.OBSERVATIONS);

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.notices()).anySatisfy(words -> assertThat(words).contains("limits of the TAP service"));
    }

    @Test
    void rowsWithoutIdAndPositionAreNamedByTheirContent() {
        String fields = field("n", "int")
                + field("band", "char' arraysize='*")
                + field("em", "double' arraysize='2' unit='m' xtype='interval");
        String counts = table(fields, tr("7", "X", "1e-9 2e-9") + tr("9", "R", "1 2"), "");
        sync.answers(200, XML, counts);
        Told told = run(Action.OBSERVATIONS);

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.observations())
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("row~[0-9a-f]{16}"));
        assertThat(told.of("observation.found").get(0).has("raDeg")).isFalse();
        assertThat(told.of("catalogue.searched")
                        .get(0)
                        .path("columns")
                        .get(2)
                        .path("xtype")
                        .asText())
                .isEqualTo("interval");
    }

    @Test
    void theRegistryNamesTheService() {
        rig.played.registry().answersBy(200, XML, asked -> registered(form(asked)));
        var told = new Told(rig.run(request(Action.OBSERVATIONS, null, "ivo://archive.test/tap")));

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.of("service.found")).singleElement().satisfies(found -> {
            assertThat(found.path("ivoid").asText()).isEqualTo("ivo://archive.test/tap");
            assertThat(found.path("title").asText()).isEqualTo("A TAP service");
            assertThat(found.path("accessUrl").asText()).endsWith("/xtap");
        });

        var none = new Told(rig.run(request(Action.OBSERVATIONS, null, "ivo://archive.test/other")));
        assertThat(none.end()).isEqualTo("search.failed");
        assertThat(none.problem()).isEqualTo("unknown-catalogue");
        assertThat(none.last().path("problem").path("detail").asText()).contains("no TAP service");
    }

    private byte[] registered(String query) {
        boolean known = query.contains("'ivo://archive.test/tap'");
        String fields = List.of("ivoid", "res_title", "standard_id", "intf_type", "intf_role", "access_url").stream()
                .map(name -> field(name, "char' arraysize='*"))
                .collect(Collectors.joining());
        String row = tr(
                "ivo://archive.test/tap",
                "A TAP service",
                "ivo://ivoa.net/std/tap",
                "vs:paramhttp",
                "std",
                rig.archive.uri("/xtap").toString());
        return table(fields, known ? row : "", "").getBytes(StandardCharsets.UTF_8);
    }

    private void jobs(String... phases) {
        Script job = rig.archive.on("/xtap/async/j1").answers(200, XML, job("PENDING"));
        for (String phase : phases) {
            job = job.then().answers(200, XML, job(phase));
        }
        rig.archive.on("/xtap/async").redirectsTo(303, rig.archive.uri("/xtap/async/j1"));
        rig.archive.on("/xtap/async/j1/phase").redirectsTo(303, rig.archive.uri("/xtap/async/j1"));
        rig.archive.on("/xtap/async/j1/results/result").answers(200, XML, rows("A", "B", "C"));
    }

    private static String job(String phase) {
        return "<uws:job xmlns:uws='http://www.ivoa.net/xml/UWS/v1.0'><uws:phase>" + phase
                + "</uws:phase><uws:executionDuration>60</uws:executionDuration></uws:job>";
    }

    private long deletions() {
        return rig.archive.requests("/xtap/async/j1").stream()
                .filter(asked -> asked.method().equals("DELETE"))
                .count();
    }

    @ParameterizedTest
    @CsvSource({"limits", "time-out"})
    void aQueryRunsAsAJobWhereItMust(String why) {
        jobs("EXECUTING", "COMPLETED");
        boolean isLimited = why.equals("limits");
        if (isLimited) {
            limits("<outputLimit forMode='sync'><hard unit='row'>10</hard></outputLimit>");
        } else {
            sync.answers(400, XML, PlayedTap.error("Query timed out"));
        }
        Told told = run(Action.DOWNLOAD);

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.observations()).containsExactly("A", "B", "C");
        assertThat(rig.archive.requests("/xtap/sync")).hasSize(isLimited ? 0 : 1);
        assertThat(form(rig.archive.requests("/xtap/async").get(0))).contains("QUERY=" + QUERY, "MAXREC=1001");
        assertThat(deletions()).isEqualTo(1);
    }

    @Test
    void theResultOfAJobThatBreaksOffIsReadAgain() {
        limits("<outputLimit forMode='sync'><hard unit='row'>10</hard></outputLimit>");
        jobs("COMPLETED");
        String whole = rows("A", "B", "C");
        rig.archive
                .on("/xtap/async/j1/results/result")
                .answers(200, XML, whole)
                .dropsAfter(whole.indexOf("<TD>C"))
                .then()
                .answers(200, XML, whole);
        Told told = run(Action.OBSERVATIONS);

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.observations()).containsExactly("A", "B", "C");
        assertThat(rig.archive.requests("/xtap/async")).as("one job").hasSize(1);
        assertThat(deletions()).isEqualTo(1);
    }

    @Test
    void aJobThatFailsIsQuotedAndDeleted() {
        limits("<outputLimit forMode='sync'><hard unit='row'>10</hard></outputLimit>");
        jobs("ERROR");
        rig.archive.on("/xtap/async/j1/error").answers(200, XML, PlayedTap.error("out of memory"));
        Told told = run(Action.OBSERVATIONS);

        assertThat(told.end()).isEqualTo("search.failed");
        assertThat(told.detail()).contains("out of memory");
        assertThat(deletions()).isEqualTo(1);
    }

    @Test
    void aSearchThatIsCancelledDeletesItsJobAndClosesTheConnection() {
        limits("<outputLimit forMode='sync'><hard unit='row'>10</hard></outputLimit>");
        jobs("COMPLETED");
        String whole = rows("A", "B", "C");
        rig.archive
                .on("/xtap/async/j1/results/result")
                .answers(200, XML, whole)
                .holdsAfter(whole.indexOf("<TR><TD>C"), new CompletableFuture<>());
        String id = rig.start(request(Action.OBSERVATIONS));
        rig.first(id, "observation.found");
        rig.searches.cancel(id).await().atMost(Rig.SOON);

        Received result = rig.archive.requests("/xtap/async/j1/results/result").get(0);
        assertThat(result.hungUp()).succeedsWithin(WaitLimit.TIME);
        List<Received> documents = rig.archive.await("/xtap/async/j1", 3);
        assertThat(documents.get(documents.size() - 1).method()).isEqualTo("DELETE");
    }

    /** A new process continues behind each event: the same rows, each once, and the same files. */
    @ParameterizedTest
    @CsvSource({"OBSERVATIONS", "DOWNLOAD"})
    void aKilledSearchIsContinued(Action action) throws Exception {
        List<JsonNode> whole = rig.run(request(action));
        var all = new Told(whole);
        assertThat(all.end()).isEqualTo("search.completed");
        for (int seq = 1; seq < whole.size(); seq += action == Action.DOWNLOAD ? 3 : 1) {
            Path data = directory.resolve("cut-" + seq).resolve("data");
            CutStory.copy(rig, whole, seq, true, data);
            int before = rig.archive.requests("/xtap/sync").size();
            try (var next = new Rig(rig, data)) {
                next.searches.recover().await().atMost(Rig.SOON);
                var told = new Told(next.events(whole.get(0).path("search").asText()));
                assertThat(told.end()).as("cut after %d", seq).isEqualTo("search.completed");
                assertThat(told.observations()).containsExactly("A", "B", "C");
                assertThat(told.of("service.found")).hasSize(1);
                assertThat(told.of("file.completed").size()
                                + told.of("file.skipped").size())
                        .isEqualTo(all.of("file.completed").size());
                assertThat(rig.archive.requests("/xtap/sync").size() - before)
                        .as("queries after %d", seq)
                        .isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void otherRowsInTheAnswerOfAContinuedSearchDoNotRepeatTheKnown() throws Exception {
        List<JsonNode> whole = rig.run(request(Action.OBSERVATIONS));
        int second = IntStream.range(0, whole.size())
                .filter(i -> whole.get(i).path("observation").asText().equals("B"))
                .findFirst()
                .orElseThrow();
        Path data = directory.resolve("cut").resolve("data");
        CutStory.copy(rig, whole, second + 1, true, data);
        rig.archive.on("/xtap/sync").answers(200, XML, table(FIELDS, rowsOf("C", "B", "A"), ""));
        try (var next = new Rig(rig, data)) {
            next.searches.recover().await().atMost(Rig.SOON);
            var told = new Told(next.events(whole.get(0).path("search").asText()));
            assertThat(told.observations()).containsExactly("A", "B", "C");
        }
    }

    /** As in {@link #rows}, in this order. */
    private String rowsOf(String... ids) {
        String all = rows("A", "B", "C");
        return List.of(ids).stream()
                .map(id -> all.substring(
                        all.indexOf("<TR><TD>" + id), all.indexOf("</TR>", all.indexOf("<TR><TD>" + id)) + 5))
                .collect(Collectors.joining());
    }
}
