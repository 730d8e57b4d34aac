package dev.voyage.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.cone.DataRanges;
import dev.voyage.search.played.PlayedTap;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Told;
import dev.voyage.search.played.WithRig;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.SourcePreference;
import dev.voyage.search.request.Submitter;
import dev.voyage.search.request.Target;
import dev.voyage.search.request.Via;
import dev.voyage.search.story.CutStory;
import dev.voyage.sky.SkyPosition;
import dev.voyage.testsupport.Received;
import dev.voyage.testsupport.Script;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches for images by SIA 2, at a service that misbehaves too. */
class ImageStoryTest extends WithRig {

    private static final String XML = "text/xml";
    private static final String CATALOGUE = "ivo://archive.test/images";
    private static final String SIA = "ivo://ivoa.net/std/sia#query-2.0";
    private static final String OVERFLOW = "<INFO name='QUERY_STATUS' value='OVERFLOW'/>";
    private static final String FIELDS = field("obs_id", "char' arraysize='*' ucd='meta.id")
            + field("s_ra", "double' unit='deg' ucd='pos.eq.ra")
            + field("s_dec", "double' unit='deg' ucd='pos.eq.dec")
            + field("access_url", "char' arraysize='*' ucd='meta.ref.url")
            + field("access_format", "char' arraysize='*' ucd='meta.code.mime");

    private Script service;
    private String standards = SIA;

    @BeforeEach
    void service() {
        service = rig.archive.on("/sia2").answers(200, XML, rows("A", "B", "C"));
        rig.played.registry().answersBy(200, XML, this::registered);
        for (String id : List.of("A", "B", "C")) {
            rig.archive.on("/data/" + id + ".txt").answers(200, "text/plain", "the data of " + id + "\n");
        }
    }

    private static String field(String name, String datatype) {
        return "<FIELD name='" + name + "' datatype='" + datatype + "'/>";
    }

    private static String tr(String... cells) {
        return "<TR><TD>" + String.join("</TD><TD>", cells) + "</TD></TR>";
    }

    private static String table(String fields, String rows, String behind) {
        return "<VOTABLE><RESOURCE type='results'><INFO name='QUERY_STATUS' value='OK'/><TABLE>" + fields
                + "<DATA><TABLEDATA>" + rows + "</TABLEDATA></DATA></TABLE>" + behind + "</RESOURCE></VOTABLE>";
    }

    /** The centres of all but the first lie outside the radius of the request. */
    private String rows(String... ids) {
        return table(
                FIELDS,
                IntStream.range(0, ids.length)
                        .mapToObj(i -> tr(
                                ids[i],
                                "1" + i,
                                "1",
                                rig.archive.uri("/data/" + ids[i] + ".txt").toString(),
                                "text/plain"))
                        .collect(Collectors.joining()),
                "");
    }

    /** A record with interfaces of these standards, at /sia2 or /cone. */
    private byte[] registered(Received request) {
        String query = URLDecoder.decode(request.bodyText(), StandardCharsets.UTF_8);
        String fields = List.of("ivoid", "res_title", "standard_id", "intf_type", "intf_role", "access_url").stream()
                .map(name -> field(name, "char' arraysize='*"))
                .collect(Collectors.joining());
        String rows = List.of(standards.split(" ", -1)).stream()
                .filter(standard -> query.contains(standard.contains("sia") ? "std/sia#" : "std/conesearch"))
                .map(standard -> tr(
                        CATALOGUE,
                        "Images",
                        standard,
                        "vs:paramhttp",
                        "std",
                        rig.archive
                                .uri(standard.contains("sia") ? "/sia2?c=1&amp;" : "/cone?")
                                .toString()))
                .collect(Collectors.joining());
        return table(fields, query.contains("'" + CATALOGUE + "'") ? rows : "", "")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static SearchRequest request(Action action, String catalogue, int targets) {
        return new SearchRequest(
                IntStream.range(0, targets)
                        .mapToObj(i -> new Target(null, new SkyPosition(10 + i, 1)))
                        .toList(),
                List.of(catalogue),
                0.25,
                null,
                List.of(),
                List.of(),
                action,
                SourcePreference.AUTO);
    }

    private static SearchRequest request(Action action) {
        return request(action, CATALOGUE, 1);
    }

    private Told run(SearchRequest request) {
        var told = new Told(rig.run(request));
        return request.action() == Action.DOWNLOAD ? told.isSound() : told;
    }

    private Told run() {
        return run(request(Action.OBSERVATIONS));
    }

    @Test
    void takesThePlaceOfAMissingConeSearch() {
        Told told = run(request(Action.DOWNLOAD));

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.observations()).containsExactly("A", "B", "C");
        JsonNode row = told.of("observation.found").get(1);
        assertThat(row.path("via").asText()).isEqualTo("sia");
        assertThat(row.path("selected").asBoolean()).as("its centre is outside").isTrue();
        assertThat(row.path("offsetArcmin").asDouble()).isBetween(59.9, 60.0);
        assertThat(told.of("catalogue.searched").get(0).path("via").asText()).isEqualTo("sia");
        assertThat(told.of("service.found")).singleElement().satisfies(found -> {
            assertThat(found.path("via").asText()).isEqualTo("sia");
            assertThat(found.path("reason").asText()).contains("no cone search");
            assertThat(found.path("title").asText()).isEqualTo("Images");
            assertThat(found.path("accessUrl").asText()).endsWith("/sia2?c=1&");
        });
        assertThat(rig.archive.requests("/sia2")).singleElement().satisfies(asked -> assertThat(asked.query())
                .isEqualTo("c=1&POS=CIRCLE%2010.0%201.0%200.25&MAXREC=1001"));
        told.leaves(rig, path -> "the data of " + path.charAt(0) + "\n");
        assertThat(told.notices()).isEmpty();
    }

    @Test
    void theConeSearchIsPreferredUnlessTheRequestDemandsImages() {
        standards = "ivo://ivoa.net/std/conesearch " + SIA;
        rig.archive.on("/cone").answers(200, XML, rows("A"));
        Told auto = run();
        Told demanded = run(request(Action.OBSERVATIONS).withVia(Via.SIA));
        Told limited = run(request(Action.OBSERVATIONS).withRanges(DataRanges.of("4e-7 7e-7", "57754 +Inf")));

        assertThat(auto.of("service.found").get(0).path("via").asText()).isEqualTo("cone");
        assertThat(demanded.of("service.found").get(0).path("reason").asText()).contains("demands sia");
        assertThat(limited.of("service.found").get(0).path("reason").asText()).contains("limits band");
        assertThat(rig.archive.requests("/sia2").get(1).query())
                .contains("&BAND=0.00000040%200.00000070&TIME=57754.0%20%2BInf&");
        assertThat(rig.archive.requests("/cone")).hasSize(1);
    }

    @Test
    void aServiceWithOtherCollectionsIsNamedAsSuch() {
        standards = "ivo://ivoa.net/std/sia#query-aux-2.0";
        Told told = run();

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.of("service.found").get(0).path("reason").asText()).contains("other catalogues too");
    }

    @Test
    void anAddressIsAServiceIfTheRequestSaysSo() {
        String address = rig.archive.uri("/sia2").toString();
        Told told = run(request(Action.OBSERVATIONS, address, 1).withVia(Via.SIA));

        assertThat(told.observations()).hasSize(3);
        assertThat(told.of("service.found").get(0).path("registry").asText()).isEqualTo("given");
        assertThat(rig.archive.requests("/sia2").get(0).query()).startsWith("POS=CIRCLE");
    }

    @ParameterizedTest
    @CsvSource({"ivo://ivoa.net/std/sia, AUTO", "ivo://ivoa.net/std/conesearch, SIA", "ivo://ivoa.net/std/sia, SIA"})
    void aCatalogueWithoutImagesIsUnknown(String standard, Via via) {
        standards = standard;
        Told told = run(request(Action.OBSERVATIONS).withVia(via));

        assertThat(told.end()).isEqualTo("search.failed");
        assertThat(told.problem()).isEqualTo("unknown-catalogue");
        assertThat(told.detail()).contains("search for images (SIA 2)");
    }

    @Test
    void severalTargetsAreOneQueryEach() {
        Told told = run(request(Action.OBSERVATIONS, CATALOGUE, 6));

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(rig.archive.requests("/sia2")).hasSize(6);
        assertThat(told.of("service.found")).hasSize(1);
        assertThat(told.of("catalogue.searched")).hasSize(6);
    }

    @Test
    void anOverflowIsNeverComplete() {
        service.answers(200, XML, rows("A", "B").replace("</TABLE>", "</TABLE>" + OVERFLOW));
        Told told = run();

        assertThat(told.end()).isEqualTo("search.partial");
        assertThat(told.of("catalogue.searched").get(0).path("overflow").asBoolean())
                .isTrue();
        assertThat(told.notices()).containsExactly("there are more rows than were sent");
    }

    @Test
    void moreRowsThanAreWantedAreNoticedWithoutTheWordOfTheService() {
        String[] ids = IntStream.range(0, 1001).mapToObj(i -> "O" + i).toArray(String[]::new);
        service.answers(200, XML, rows(ids).replace("<TD>1", "<TD>"));
        Told told = run();

        assertThat(told.end()).isEqualTo("search.partial");
        assertThat(told.of("observation.found")).hasSize(1000);
    }

    @ParameterizedTest
    @CsvSource({
        "200, text/xml, true",
        "400, application/x-votable+xml, true",
        "400, text/plain, false",
        "422, text/plain;charset=utf-8, false"
    })
    void anErrorIsInTheWordsOfTheService(int status, String type, boolean isDocument) {
        String words = "UsageFault: BAND is not supported";
        service.answers(status, type, isDocument ? PlayedTap.error(words) : words + "\n");
        Told told = run();

        assertThat(told.end()).isEqualTo("search.failed");
        assertThat(told.problem()).isEqualTo("refused");
        assertThat(told.detail()).contains(words);
        assertThat(rig.archive.requests("/sia2")).hasSize(1);
    }

    @Test
    void anErrorBehindRowsIsAFailure() {
        service.answers(
                200,
                XML,
                rows("A").replace("</TABLE>", "</TABLE><INFO name='QUERY_STATUS' value='ERROR'>out of disk</INFO>"));
        Told told = run();

        assertThat(told.end()).isEqualTo("search.failed");
        assertThat(told.detail()).contains("out of disk");
        assertThat(told.observations()).containsExactly("A");
    }

    @Test
    void aWebPageIsAFailure() {
        service.errorPage(200);
        Told told = run();

        assertThat(told.end()).isEqualTo("search.failed");
        assertThat(told.problem()).isEqualTo("malformed");
    }

    @Test
    void anAnswerThatBreaksOffIsContinued() {
        String whole = rows("A", "B", "C");
        rig.archive
                .on("/sia2")
                .answers(200, XML, whole)
                .dropsAfter(whole.indexOf("<TD>C"))
                .then()
                .answers(200, XML, whole);
        Told told = run();

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.observations()).containsExactly("A", "B", "C");
        assertThat(told.notices()).anySatisfy(words -> assertThat(words).contains("broke off after 2 rows"));
    }

    @Test
    void aServiceThatIsBusyIsAskedAgainAndARetryContinues() {
        service.answers(503).retryAfter("0");
        Told failed = run();
        int asked = rig.archive.requests("/sia2").size();
        rig.archive.on("/sia2").answers(200, XML, rows("A", "B", "C"));
        String again = rig.searches
                .retry(failed.last().path("search").asText(), Submitter.NOBODY)
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
    void aDatalinkDocumentIsFollowedAsForRowsOfObsCore() {
        String links = table(
                field("ID", "char' arraysize='*")
                        + field("access_url", "char' arraysize='*")
                        + field("semantics", "char' arraysize='*")
                        + field("content_type", "char' arraysize='*"),
                tr("A", rig.archive.uri("/data/A.txt").toString(), "#this", "text/plain"),
                "");
        rig.archive.on("/dl").answers(200, XML, links);
        service.answers(
                200,
                XML,
                rows("A")
                        .replace("/data/A.txt", "/dl?ID=A")
                        .replace("text/plain", "application/x-votable+xml;content=datalink"));
        Told told = run(request(Action.DOWNLOAD));

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.of("file.completed"))
                .singleElement()
                .satisfies(file -> assertThat(file.path("file").asText()).isEqualTo("A/A.txt"));
    }

    @Test
    void rowsOfOneObservationAreObservationsOfTheirOwn() {
        service.answers(200, XML, rows("A", "A"));
        Told told = run();

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.observations()).hasSize(2).doesNotHaveDuplicates().allMatch(id -> id.startsWith("A"));
    }

    /** A new process continues behind each event: the same rows, each once, from the same service. */
    @ParameterizedTest
    @CsvSource({"OBSERVATIONS", "DOWNLOAD"})
    void aKilledSearchIsContinued(Action action) throws Exception {
        List<JsonNode> whole = rig.run(request(action));
        assertThat(new Told(whole).end()).isEqualTo("search.completed");
        for (int seq = 1; seq < whole.size(); seq += action == Action.DOWNLOAD ? 3 : 1) {
            Path data = directory.resolve("cut-" + seq).resolve("data");
            CutStory.copy(rig, whole, seq, true, data);
            try (var next = new Rig(rig, data)) {
                next.searches.recover().await().atMost(Rig.SOON);
                var told = new Told(next.events(whole.get(0).path("search").asText()));
                assertThat(told.end()).as("cut after %d", seq).isEqualTo("search.completed");
                assertThat(told.observations()).containsExactly("A", "B", "C");
                assertThat(told.of("service.found")).hasSize(1);
            }
        }
        assertThat(rig.archive.requests("/cone")).isEmpty();
    }
}
