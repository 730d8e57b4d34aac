package dev.voyage.datalink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.datalink.rule.LinkResult;
import dev.voyage.datalink.rule.LinkResult.Failed;
import dev.voyage.datalink.rule.LinkResult.Found;
import dev.voyage.datalink.rule.LinkedRow;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.http.CannedHttp.Canned;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The links of one ID of a search are never used for another (DataLink 1.1, 3.2). */
class AnotherRowTest {

    private static final String PLACE = "https://a.test/FTP/";

    private final DatalinkBench bench = new DatalinkBench();

    private static String directory(String id) {
        return DatalinkBench.directory(id, PLACE + id.replaceAll("[^A-Za-z0-9]", "_") + "/");
    }

    private static String path(LinkResult linked) {
        return ((Found) linked).directories().get(0).url().toString();
    }

    /** Accepts only requests for a single ID, and always returns the same rows. */
    private static Canned onlyOne(String method, String rows) {
        return method.equals("POST") ? Canned.status(405, new byte[0]) : Canned.ok(DatalinkBench.table(rows));
    }

    @Test
    void theAnswerAboutAnotherOfTheSameSearchIsAFailureByName() {
        List<LinkResult> linked =
                bench.links(ask -> onlyOne(ask.method(), directory("p1")), DatalinkBench.asked("p1", "p2", "p3"));

        assertThat(linked).filteredOn(Found.class::isInstance).singleElement().satisfies(found -> {
            assertThat(found.observation()).isEqualTo("p1");
            assertThat(path(found)).isEqualTo(PLACE + "p1/");
        });
        assertThat(linked).filteredOn(Failed.class::isInstance).hasSize(2).allSatisfy(failed -> {
            assertThat(((Failed) failed).problem().kind()).isEqualTo(ProblemType.MALFORMED);
            assertThat(((Failed) failed).problem().detail())
                    .contains("is about \"p1\"")
                    .contains("another observation of this search");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "p2, ivo://x/t?p1",
        "p2, P1",
        "p, p1",
        "p1x, p1",
        "P1, p1",
        "ivo://x/t?p1, p1",
    })
    void howeverTheOtherIsWritten(String asked, String echoed) {
        List<LinkResult> linked =
                bench.links(ask -> onlyOne(ask.method(), directory(echoed)), DatalinkBench.asked("p1", asked));

        assertThat(linked)
                .filteredOn(l -> l.observation().equals(asked))
                .singleElement()
                .isInstanceOf(Failed.class);
    }

    @ParameterizedTest
    @CsvSource({
        "p2, ivo://x/t?p2",
        "p2, P2",
        "p2, ' p2 '",
        "a b, ivo://x/t?a%20b",
        "ivo://y/t?p9, p9",
        "p2, urn:two",
        "P1, P1",
    })
    void anotherFormOfItsOwnIsBelieved(String asked, String echoed) {
        Function<String, String> rows = query -> query.endsWith("=p1") ? directory("p1") : directory(echoed);
        List<LinkResult> linked = bench.links(
                ask -> onlyOne(ask.method(), rows.apply(String.valueOf(ask.uri().getQuery()))),
                DatalinkBench.asked("p1", asked));

        assertThat(linked)
                .filteredOn(l -> l.observation().equals(asked))
                .singleElement()
                .isInstanceOf(Found.class);
    }

    @Test
    void oneUnknownFormIsNotTheFormOfTwo() {
        List<LinkResult> linked =
                bench.links(ask -> onlyOne(ask.method(), directory("urn:x")), DatalinkBench.asked("p1", "p2"));

        assertThat(linked).filteredOn(Found.class::isInstance).hasSize(1);
        assertThat(linked).filteredOn(Failed.class::isInstance).hasSize(1);
    }

    @Test
    void aBatchIsAnsweredInAnyOrderAndPermutedEchoesStayWhoseTheyAre() {
        List<String> ids = List.of("1", "11", "111", "a", "A", "ivo://x/t?1", "ivo://x/t?a", "aA");
        List<LinkResult> linked = bench.links(
                ask -> {
                    List<String> asked = new ArrayList<>(BatchesTest.ids(ask));
                    Collections.shuffle(asked, new Random(7));
                    return Canned.ok(DatalinkBench.table(asked.stream()
                            .map(id -> DatalinkBench.directory(id, PLACE + ids.indexOf(id) + "/"))
                            .toArray(String[]::new)));
                },
                DatalinkBench.asked(ids.toArray(String[]::new)));

        Map<String, String> places =
                linked.stream().collect(Collectors.toMap(LinkResult::observation, AnotherRowTest::path));
        ids.forEach(id -> assertThat(places).containsEntry(id, PLACE + ids.indexOf(id) + "/"));
    }

    @Test
    void aBatchAnsweredAboutOthersOfTheSearchIsNoAnswer() {
        List<LinkResult> linked = bench.links(
                ask -> BatchesTest.ids(ask).size() > 1
                        ? Canned.ok(DatalinkBench.table(directory("p9")))
                        : Canned.ok(DatalinkBench.table(
                                directory(BatchesTest.ids(ask).get(0)))),
                DatalinkBench.asked("p1", "p2"),
                Set.of("p9"));

        assertThat(linked).hasSize(2).allSatisfy(each -> assertThat(path(each))
                .isEqualTo(PLACE + each.observation() + "/"));
    }

    @Test
    void whatWasAskedForElsewhereIsKnownThoughItIsNotAskedForNow() {
        List<LinkResult> linked = bench.links(
                ask -> Canned.ok(DatalinkBench.table(directory("p1"))), DatalinkBench.asked("p2"), Set.of("p1"));

        assertThat(linked).singleElement().isInstanceOf(Failed.class);
    }

    @Test
    void aNestedDocumentAboutAnotherIsNoneOfItsOwn() {
        String nested = "https://a.test/nested";
        List<LinkResult> linked = bench.links(
                ask -> ask.uri().toString().equals(nested)
                        ? Canned.ok(DatalinkBench.table(directory("ivo://x/t?p1")))
                        : Canned.ok(DatalinkBench.table(directory("p1"), DatalinkBench.datalink("p2", nested))),
                DatalinkBench.asked("p1", "p2"));

        assertThat(linked)
                .filteredOn(l -> l.observation().equals("p2"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Failed.class, f -> assertThat(f.problem().detail()).contains("is about \"p1\""));
    }

    @Test
    void aRowsOwnDocumentAboutAnotherRowIsNoneOfItsOwn() {
        var columns = new Columns(List.of(
                Column.text("obs_publisher_did").ucd("meta.ref.ivoid"),
                Column.text("access_url").ucd("meta.ref.url"),
                Column.text("access_format").ucd("meta.code.mime")));
        String type = "application/x-votable+xml;content=datalink";
        List<LinkResult> linked = bench.ownLinks(
                ask -> Canned.ok(DatalinkBench.table(directory("ivo://x/t?1"))),
                new LinkedRow(
                        "one", new Row(columns, "ivo://x/t?1", "https://a.test/dl?ID=ivo%3A%2F%2Fx%2Ft%3F1", type)),
                new LinkedRow(
                        "two", new Row(columns, "ivo://x/t?2", "https://a.test/dl?ID=ivo%3A%2F%2Fx%2Ft%3F2", type)));

        assertThat(linked)
                .filteredOn(l -> l.observation().equals("one"))
                .singleElement()
                .isInstanceOf(Found.class);
        assertThat(linked)
                .filteredOn(l -> l.observation().equals("two"))
                .singleElement()
                .isInstanceOf(Failed.class);
    }

    @Test
    void linksBehindThoseOfOthersAreALossThatIsTold() {
        List<LinkResult> linked = bench.links(
                ask -> Canned.ok(DatalinkBench.table(
                        directory("p1"), directory("p2"), DatalinkBench.directory("p1", PLACE + "more/"))),
                DatalinkBench.asked("p1", "p2"));

        assertThat(linked).filteredOn(Found.class::isInstance).hasSize(2);
        assertThat(linked)
                .filteredOn(LinkResult.Gap.class::isInstance)
                .singleElement()
                .satisfies(gap -> assertThat(gap.observation()).isEqualTo("p1"));
    }

    @Test
    void oneIdWithMoreLinksThanTheServiceSendsIsALossThatIsTold() {
        List<LinkResult> linked =
                bench.links(ask -> Canned.ok(DatalinkBench.overflowing(directory("p1"))), DatalinkBench.asked("p1"));

        assertThat(linked).hasSize(2);
        assertThat(linked.get(0)).isInstanceOf(Found.class);
        assertThat(linked.get(1)).isInstanceOf(LinkResult.Gap.class);
    }
}
