package dev.voyage.cone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.voyage.cone.ConeEvent.Observation;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.sky.SkyPosition;
import dev.voyage.testsupport.ImpatientTimer;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.testsupport.http.CannedHttp;
import dev.voyage.testsupport.http.CannedHttp.Canned;
import dev.voyage.testsupport.http.LoopbackHttp;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.UpstreamListener;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.votable.VotableReader;
import dev.voyage.votable.event.VotableLimits;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConeSearchClientTest {

    private static final ConeQuery QUERY =
            new ConeQuery(URI.create("https://archive.test/cone?"), new SkyPosition(61.81861303, 3.7071705), 1.0, 2);

    private final ImpatientTimer timer = new ImpatientTimer();
    private final List<String> degraded = new ArrayList<>();
    private final RequestContext notices = RequestContext.of(new UpstreamListener() {
        @Override
        public void throttled(String host, String detail, Optional<Duration> retryAfter) {}

        @Override
        public void degraded(String host, String detail) {
            degraded.add(detail);
        }
    });

    private CannedHttp http;

    @AfterEach
    void stop() {
        timer.close();
    }

    private List<ConeEvent> search(long maxRows, Canned... inOrder) {
        Deque<Canned> left = new ArrayDeque<>(List.of(inOrder));
        return search(maxRows, ask -> left.size() > 1 ? left.removeFirst() : left.peekFirst());
    }

    private List<ConeEvent> search(long maxRows, Function<UpstreamRequest, Canned> answers) {
        http = new CannedHttp(answers);
        var cone = new ConeSearchClient(
                http, LoopbackHttp.patience(timer), new VotableReader(VotableLimits.DEFAULT), maxRows);
        return cone.search(QUERY, notices).collect().asList().await().atMost(WaitLimit.TIME);
    }

    private static List<Observation> observations(List<ConeEvent> events) {
        return only(events, Observation.class);
    }

    private static <T> List<T> only(List<ConeEvent> events, Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static Canned fixture(String name) {
        return Canned.ok(CannedHttp.fixture(name));
    }

    private static String table(String... ids) {
        var rows = new StringBuilder();
        for (String id : ids) {
            rows.append("<TR><TD>").append(id).append("</TD><TD>61.8</TD><TD>3.7</TD></TR>");
        }
        return "<VOTABLE><RESOURCE type='results'><TABLE>"
                + "<FIELD name='obsid' datatype='char' arraysize='*' ucd='meta.id;meta.main'/>"
                + "<FIELD name='ra' datatype='double' unit='deg'/>"
                + "<FIELD name='dec' datatype='double' unit='deg'/><DATA><TABLEDATA>"
                + rows
                + "</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>";
    }

    @ParameterizedTest
    @CsvSource({
        "cone-3c105-accessurl-with-query.xml, 5, 1",
        "cone-3c105-binary.xml, 5, 1",
        "cone-3c105-binary2.xml, 5, 1",
        "cone-3c105-tabledata-2026-01-14-rownumbers.xml, 5, 1",
        "cone-3c105-tabledata.xml, 5, 1",
        "cone-3c105-tabledata.xml.gz, 5, 1",
        "cone-empty.xml, 0, 1",
        "cone-mixed-status-binary.xml, 10, 1",
        "cone-mixed-status-binary2.xml, 10, 1",
        "cone-mixed-status-tabledata.xml, 10, 1",
        "cone-no-service-descriptor.xml, 5, 0",
        "cone-obsid-id-is-__row.xml, 5, 1",
        "cone-overflow.xml, 2, 1",
    })
    void everyConeAnswerIsReadAsItsIndexSays(String name, int rows, int services) {
        List<ConeEvent> events = search(1000, fixture("reconstructed/cone/" + name));

        // without rows, the table is known to be the result only at its end
        assertThat(events.get(rows > 0 ? 0 : events.size() - 1)).isInstanceOf(ConeEvent.Started.class);
        assertThat(only(events, ConeEvent.Started.class)).hasSize(1);
        assertThat(only(events, ConeEvent.Links.class)).hasSize(services);
        assertThat(only(events, ConeEvent.Overflow.class)).hasSize(name.contains("overflow") ? 1 : 0);
        assertThat(observations(events)).hasSize(rows);
        if (rows > 0) {
            Observation first = observations(events).get(0);
            assertThat(first.ownId()).isEqualTo("60061044002");
            assertThat(first.position()).isEqualTo(new SkyPosition(61.8022, 3.6837));
            assertThat(first.offsetArcmin()).isCloseTo(1.7172, within(0.01));
        }
        assertThat(http.asked()).hasSize(1);
        assertThat(degraded).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "reconstructed/cone/cone-error-legacy-info.xml, as3f",
        "reconstructed/cone/cone-error-legacy-param.xml, Invalid data type",
        "reconstructed/cone/cone-error-query_status.xml, nosuchtable",
        "lab/cone_badparam.body, is not a valid literal for RA",
    })
    void whatTheServiceSaysItDoesNotLikeIsToldInItsWords(String name, String words) {
        for (int status : new int[] {200, 400}) {
            assertThatThrownBy(() -> search(10, Canned.status(status, CannedHttp.fixture(name))))
                    .isInstanceOfSatisfying(Problem.class, problem -> {
                        assertThat(problem.kind()).isEqualTo(ProblemType.REFUSED);
                        assertThat(problem.detail()).contains(words);
                        assertThat(http.asked()).hasSize(1);
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cone-html-error-page.html"})
    void anHtmlPageIsNamed(String name) {
        assertThatThrownBy(() -> search(10, fixture("reconstructed/cone/" + name)))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(ProblemType.MALFORMED);
                    assertThat(problem.detail()).contains("HTML");
                    assertThat(problem.upstream()).contains("archive.test");
                });
    }

    @Test
    void theLabsConesSayTheSameInTabledataAndInBinary() {
        List<Observation> text = observations(search(1000, fixture("lab/cone.body")));
        List<Observation> binary = observations(search(1000, fixture("lab/conebin.body")));

        assertThat(text).hasSize(14).first().extracting(Observation::ownId).isEqualTo("60061044002");
        assertThat(binary)
                .extracting(Observation::ownId, Observation::position, Observation::identity)
                .isEqualTo(text.stream()
                        .map(o -> org.assertj.core.groups.Tuple.tuple(o.ownId(), o.position(), o.identity()))
                        .toList());
        assertThat(only(search(9, fixture("lab/cone_maxrec5.body")), ConeEvent.Overflow.class))
                .hasSize(1);
    }

    /** The default text of a Java array is its address in memory, different for each row and each run. */
    @Test
    void anIdThatIsAnArrayIsTheTextOfItsValues() {
        String answer = """
                <VOTABLE><RESOURCE type="results"><TABLE>
                <FIELD name="obsid" ucd="meta.id;meta.main" datatype="double" arraysize="*"/>
                <FIELD name="ra" ucd="pos.eq.ra;meta.main" datatype="double" unit="deg"/>
                <FIELD name="dec" ucd="pos.eq.dec;meta.main" datatype="double" unit="deg"/><DATA><TABLEDATA>
                <TR><TD>1.5</TD><TD>1</TD><TD>2</TD></TR><TR><TD>2.5 3</TD><TD>1</TD><TD>2</TD></TR>
                </TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>
                """;
        assertThat(observations(search(10, Canned.ok(answer))))
                .extracting(Observation::ownId)
                .containsExactly("1.5", "2.5 3.0");
    }

    @Test
    void aPartOfAnAnswerIsNoAnswer() {
        Canned part = Canned.ok(table("A")).header("Content-Range", "bytes 0-99/1000");
        assertThatThrownBy(() -> search(10, part, part, part, part, part))
                .hasMessageContaining("a part of the document");
        assertThat(observations(search(10, part, Canned.ok(table("A", "B"))))).hasSize(2);
    }

    @Test
    void oldUcdsAreEnough() {
        List<Observation> found = observations(search(10_000, fixture("03-conesearch/pyvo/scs-result.xml")));

        assertThat(found).isNotEmpty();
        assertThat(found).allSatisfy(o -> assertThat(o.position()).isNotNull());
    }

    @Test
    void rowsThatSayTheSameHaveTheSameIdentityAndWordsForNothingAreNoIds() {
        List<Observation> found =
                observations(search(100, Canned.ok(table("A", "A~2", "A", "", "null", ".", "..", " A ", "a", "-"))));

        assertThat(found)
                .extracting(Observation::ownId)
                .containsExactly("A", "A~2", "A", null, null, null, null, "A", "a", null);
        assertThat(found.get(0).identity())
                .isEqualTo(found.get(2).identity())
                .isEqualTo(found.get(7).identity());
        assertThat(found.stream().map(o -> o.identity().content()).distinct()).hasSize(8);
    }

    @Test
    void anAnswerThatBreaksOffIsAskedForAgainAndNothingIsToldTwice() {
        byte[] whole = CannedHttp.fixture("reconstructed/cone/cone-3c105-tabledata.xml");
        int third = new String(whole, java.nio.charset.StandardCharsets.UTF_8).indexOf("3580");

        List<ConeEvent> events = search(100, Canned.ok(whole).breakingAfter(third), Canned.ok(whole));

        assertThat(events).hasSize(7); // the columns, five rows, the service
        assertThat(only(events, ConeEvent.Started.class)).hasSize(1);
        assertThat(observations(events)).extracting(Observation::ownId).doesNotHaveDuplicates();
        assertThat(http.asked()).hasSize(2);
        assertThat(degraded).singleElement().asString().contains("broke off after 2 rows");
    }

    @Test
    void rowsInAnotherOrderTheSecondTimeAreStillToldOnce() {
        byte[] first = table("A", "B", "A", "C").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        List<ConeEvent> events =
                search(100, Canned.ok(first).breakingAfter(first.length - 110), Canned.ok(table("C", "A", "B", "A")));

        assertThat(observations(events)).extracting(Observation::ownId).containsExactlyInAnyOrder("A", "B", "A", "C");
    }

    @Test
    void patienceHasAnEnd() {
        byte[] whole = CannedHttp.fixture("reconstructed/cone/cone-3c105-tabledata.xml");

        assertThatThrownBy(() -> search(100, Canned.ok(whole).breakingAfter(4000)))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(ProblemType.CORRUPT));
        assertThat(http.asked()).hasSize(4);
    }

    @Test
    void theLimitOfRowsIsAnOverflowAndTheServiceBehindTheRowsIsStillFound() {
        List<ConeEvent> events = search(3, fixture("reconstructed/cone/cone-3c105-tabledata.xml"));

        assertThat(observations(events)).hasSize(3);
        assertThat(only(events, ConeEvent.Overflow.class)).singleElement().satisfies(o -> assertThat(o.message())
                .contains("3 rows"));
        assertThat(only(events, ConeEvent.Links.class)).hasSize(1);
    }

    @Test
    void farBeyondTheLimitItHangsUp() {
        List<ConeEvent> events = search(1, Canned.ok(table("A", "B", "C", "D")).breakingAfter(100_000));

        assertThat(observations(events)).hasSize(1); // the reader stopped before the break after D
        assertThat(http.asked()).hasSize(1);
    }

    @Test
    void aRowThatCannotBeReadIsRefusedByItselfAndCounted() {
        String broken = table("A", "B", "C").replaceFirst("61.8</TD>(?=.*>B<)", "sixty</TD>");

        List<ConeEvent> events = search(100, Canned.ok(broken));

        assertThat(observations(events)).extracting(Observation::ownId).containsExactly("B", "C");
        assertThat(only(events, ConeEvent.Refused.class))
                .singleElement()
                .satisfies(r -> assertThat(r.problem().detail()).contains("sixty"));
        assertThat(degraded).singleElement().asString().startsWith("a row of the answer");
    }
}
