package dev.voyage.datalink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.datalink.rule.LinkResult;
import dev.voyage.datalink.rule.LinkResult.Failed;
import dev.voyage.datalink.rule.LinkResult.Found;
import dev.voyage.datalink.rule.LinkResult.Unavailable;
import dev.voyage.datalink.rule.LinkedRow;
import dev.voyage.datalink.rule.UnavailableReason;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.http.CannedHttp.Canned;
import dev.voyage.upstream.UpstreamRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The number of ids per request, and the fallbacks when a request fails. */
class BatchesTest {

    private final DatalinkBench bench = new DatalinkBench();

    static List<String> ids(UpstreamRequest ask) {
        String form = ask.text() == null ? ask.uri().getRawQuery() : ask.text();
        return form == null
                ? List.of()
                : Arrays.stream(form.split("&", -1))
                        .filter(field -> field.startsWith("ID="))
                        .map(field -> URLDecoder.decode(field.substring(3), StandardCharsets.UTF_8))
                        .toList();
    }

    private static List<LinkedRow> many(int count) {
        return DatalinkBench.asked(
                IntStream.range(0, count).mapToObj(i -> "obs" + i).toArray(String[]::new));
    }

    private static String[] directories(List<String> ids) {
        return ids.stream()
                .map(id -> DatalinkBench.directory("ivo://a/t?" + id, "https://a.test/d/" + id + "/"))
                .toArray(String[]::new);
    }

    private static void assertEveryOne(List<LinkResult> linked, int count, Class<? extends LinkResult> as) {
        assertThat(linked)
                .hasSize(count)
                .allSatisfy(l -> assertThat(l).isInstanceOf(as))
                .extracting(LinkResult::observation)
                .doesNotHaveDuplicates();
    }

    private List<Integer> sizes() {
        return bench.asked().stream().map(ask -> ids(ask).size()).toList();
    }

    @Test
    void linksInASecondTableAreAGap() {
        String first = DatalinkBench.table(directories(List.of("obs0")));
        String table = first.substring(first.indexOf("<TABLE"), first.indexOf("</TABLE>") + 8);
        String both = first.replace("</TABLE>", "</TABLE>" + table.replace("/d/", "/e/"));

        List<LinkResult> linked = bench.links(ask -> Canned.ok(both), many(1));

        assertThat(linked).hasSize(2);
        assertThat(linked).hasAtLeastOneElementOfType(Found.class);
        assertThat(linked).hasAtLeastOneElementOfType(LinkResult.Gap.class);
    }

    @Test
    void aPartOfTheLinksIsNotAllOfThem() {
        List<LinkResult> linked = bench.links(
                ask -> Canned.ok(DatalinkBench.table(directories(ids(ask)))).header("Content-Range", "bytes 0-99/1000"),
                many(2));

        assertEveryOne(linked, 2, Failed.class);
    }

    @Test
    void batchesBeginSmallAndGrow() {
        List<LinkResult> linked = bench.links(ask -> Canned.ok(DatalinkBench.table(directories(ids(ask)))), many(100));

        assertEveryOne(linked, 100, Found.class);
        assertThat(sizes()).startsWith(8, 16, 32).hasSizeLessThanOrEqualTo(5);
        assertThat(bench.asked()).allSatisfy(ask -> assertThat(ask.method()).isEqualTo("POST"));
    }

    @Test
    void whatAnOverflowLeavesOutIsAskedForAgainInSmallerBatches() {
        List<LinkResult> linked = bench.links(
                ask -> {
                    List<String> ids = ids(ask);
                    return Canned.ok(
                            ids.size() > 3
                                    ? DatalinkBench.overflowing(directories(ids.subList(0, 3)))
                                    : DatalinkBench.table(directories(ids)));
                },
                many(20));

        assertEveryOne(linked, 20, Found.class);
        assertThat(sizes().get(0)).isEqualTo(8);
        assertThat(sizes().subList(1, sizes().size()))
                .allSatisfy(n -> assertThat(n).isLessThan(4));
    }

    @Test
    void whatIsLeftOutWithoutAWordIsAskedForOnceMore() {
        Set<String> empty = Set.of("obs2", "obs5");
        List<LinkResult> linked = bench.links(
                ask -> Canned.ok(DatalinkBench.table(directories(
                        ids(ask).stream().filter(id -> !empty.contains(id)).toList()))),
                many(8));

        assertThat(linked).hasSize(8);
        assertThat(linked).filteredOn(Found.class::isInstance).hasSize(6);
        assertThat(linked)
                .filteredOn(Unavailable.class::isInstance)
                .allSatisfy(l -> assertThat(((Unavailable) l).reason()).isEqualTo(UnavailableReason.PROPRIETARY));
        assertThat(bench.asked()).hasSize(2);
        assertThat(ids(bench.asked().get(1))).containsExactly("obs2", "obs5");
    }

    @Test
    void aServiceThatCutsSilentlyLosesNothing() {
        List<LinkResult> linked = bench.links(
                ask -> {
                    List<String> ids = ids(ask);
                    return Canned.ok(DatalinkBench.table(directories(ids.subList(0, Math.min(5, ids.size())))));
                },
                many(40));

        assertEveryOne(linked, 40, Found.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 415, 501})
    void aServiceThatRefusesPostsIsAskedOneByOne(int status) {
        List<LinkResult> linked = bench.links(
                ask -> ask.method().equals("POST")
                        ? Canned.status(status, new byte[0])
                        : Canned.ok(DatalinkBench.table(directories(ids(ask)))),
                many(20));

        assertEveryOne(linked, 20, Found.class);
        assertThat(bench.asked()).filteredOn(ask -> ask.method().equals("POST")).hasSize(1);
        assertThat(bench.asked()).hasSize(21);
        assertThat(bench.degraded()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><title>Sorry</title></html>",
                "<VOTABLE><RESOURCE type='results'><TABLE><FIELD name='a' datatype='int'/><DATA>"
                        + "<TABLEDATA/></DATA></TABLE></RESOURCE></VOTABLE>",
                "<VOTABLE><RESOURCE type='results'><INFO name='QUERY_STATUS'"
                        + " value='ERROR'>UsageFault: one ID only</INFO></RESOURCE></VOTABLE>",
                "nonsense"
            })
    void nonsenseToAPostIsAReasonToAskOneByOne(String nonsense) {
        List<LinkResult> linked = bench.links(
                ask -> Canned.ok(ask.method().equals("POST") ? nonsense : DatalinkBench.table(directories(ids(ask)))),
                many(9));

        assertEveryOne(linked, 9, Found.class);
        assertThat(bench.asked()).hasSize(10);
    }

    @Test
    void idsThatCannotBeUnderstoodAreAReasonToAskOneByOne() {
        List<LinkResult> linked = bench.links(
                ask -> Canned.ok(DatalinkBench.table(ids(ask).stream()
                        .map(id -> DatalinkBench.directory("row" + id.hashCode(), "https://a.test/d/" + id + "/"))
                        .toArray(String[]::new))),
                many(8));

        assertEveryOne(linked, 8, Found.class);
        assertThat(bench.asked()).hasSize(9);
        assertThat(linked).allSatisfy(l -> assertThat(
                        ((Found) l).directories().get(0).url().getPath())
                .isEqualTo("/d/" + l.observation() + "/"));
    }

    @Test
    void rowsOfManyOthersAreNoAnswerAboutOne() {
        List<LinkResult> linked = bench.links(
                ask -> Canned.ok(DatalinkBench.table(
                        DatalinkBench.directory("x", "https://a.test/d/x/"),
                        DatalinkBench.directory("y", "https://a.test/d/y/"))),
                many(1));

        assertThat(linked).singleElement().isInstanceOfSatisfying(Failed.class, f -> assertThat(
                        f.problem().kind())
                .isEqualTo(ProblemType.MALFORMED));
    }

    @Test
    void tooLargeARequestIsHalved() {
        List<LinkResult> linked = bench.links(
                ask -> ids(ask).size() > 2
                        ? Canned.status(413, new byte[0])
                        : Canned.ok(DatalinkBench.table(directories(ids(ask)))),
                many(12));

        assertEveryOne(linked, 12, Found.class);
        assertThat(sizes()).startsWith(8, 4).contains(2).doesNotContain(1);
    }

    @Test
    void anAnswerThatBreaksOffIsAskedForAgainForWhatIsMissing() {
        List<LinkResult> linked = bench.links(
                ask -> {
                    Canned whole = Canned.ok(DatalinkBench.table(directories(ids(ask))));
                    return ids(ask).size() == 8 ? whole.breakingAfter(1700) : whole;
                },
                many(8));

        assertEveryOne(linked, 8, Found.class);
        assertThat(bench.asked()).hasSize(2);
        assertThat(sizes().get(1)).isBetween(1, 7);
    }

    @Test
    void onlyTheObservationsOfALookupThatCannotBeHadFail() {
        List<LinkResult> linked = bench.links(
                ask -> ids(ask).contains("obs3")
                        ? Canned.unavailable()
                        : Canned.ok(DatalinkBench.table(directories(ids(ask)))),
                many(30));

        assertThat(linked).hasSize(30);
        assertThat(linked).filteredOn(Failed.class::isInstance).hasSize(1).allSatisfy(l -> assertThat(
                        ((Failed) l).problem().kind())
                .isEqualTo(ProblemType.UNAVAILABLE));
        assertThat(linked).filteredOn(Found.class::isInstance).hasSize(29);
    }

    @Test
    void observationsThatShareAnIdShareItsLinks() {
        LinkedRow one = DatalinkBench.asked("A").get(0);
        List<LinkResult> linked = bench.links(
                ask -> Canned.ok(DatalinkBench.table(directories(ids(ask)))),
                List.of(one, new LinkedRow("A~2", one.row())));

        assertThat(linked).extracting(LinkResult::observation).containsExactly("A", "A~2");
        assertThat(bench.asked()).hasSize(1);
    }

    @Test
    void aTransientFaultThatPassesIsForgotten() {
        var tries = new java.util.concurrent.atomic.AtomicInteger();
        List<LinkResult> linked = bench.links(
                ask -> Canned.ok(DatalinkBench.table(ids(ask).stream()
                        .map(id -> id.equals("obs1") && tries.incrementAndGet() < 3
                                ? DatalinkBench.fault(id, "TransientFault:" + " later")
                                : DatalinkBench.directory(id, "https://a.test/d/" + id))
                        .toArray(String[]::new))),
                many(4));

        assertEveryOne(linked, 4, Found.class);
        assertThat(sizes()).containsExactly(4, 1, 1);
    }

    @Test
    void aRowThatCannotBeReadDoesNotMakeItsObservationProprietary() {
        List<LinkResult> linked = bench.links(ask -> Canned.ok(DatalinkBench.table("<TR/>")), many(1));

        assertThat(linked).singleElement().isInstanceOf(Failed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"much", "9223372036854775808", "-", "5 GB"})
    void aLengthThatCannotBeReadIsMissingAndSaid(String length) {
        List<LinkResult> linked = bench.links(
                ask -> {
                    String row =
                            DatalinkBench.row(ids(ask).get(0), "https://a.test/d/", "", "", "", "directory", length);
                    return Canned.ok(DatalinkBench.table(row));
                },
                many(1));

        assertThat(linked).singleElement().isInstanceOfSatisfying(LinkResult.Found.class, found -> {
            assertThat(found.directories()).singleElement().satisfies(directory -> {
                assertThat(directory.url()).hasToString("https://a.test/d/");
                assertThat(directory.bytes()).isNull();
            });
        });
        assertThat(bench.degraded())
                .singleElement()
                .asString()
                .contains("column content_length, one row: \"" + length + "\" is not a long");
    }

    /** Among several ids its owner is unknown; with a single id it is obvious. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aRowOfLinksWithoutAnIdIsALossWhereOthersHaveOne(int asked) {
        List<LinkResult> linked = bench.links(
                ask -> {
                    String[] rows = Arrays.copyOf(directories(ids(ask)), asked + 1);
                    rows[asked] = DatalinkBench.directory("", "https://a.test/lost/");
                    return Canned.ok(DatalinkBench.table(rows));
                },
                many(asked));

        assertThat(linked).filteredOn(Found.class::isInstance).hasSize(asked);
        assertThat(linked)
                .filteredOn(LinkResult.Gap.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        LinkResult.Gap.class, gap -> assertThat(gap.detail()).contains("their observation is unknown"));
    }

    @Test
    void theOnlyLinksOfTheOnlyOneNeedNoId() {
        List<LinkResult> linked = bench.links(
                ask -> Canned.ok(DatalinkBench.table(DatalinkBench.directory("", "https://a.test/d/"))), many(1));

        assertThat(linked).singleElement().isInstanceOf(Found.class);
    }

    @Test
    void anIdThatLinksAreAskedWithAndThatCannotBeReadFails() {
        List<LinkResult> linked =
                bench.links(ask -> Canned.ok(DatalinkBench.table()), List.of(DatalinkBench.unreadableId("o1")));

        assertThat(linked).singleElement().isInstanceOfSatisfying(Failed.class, failed -> assertThat(
                        failed.problem().detail())
                .contains("cannot be read"));
        assertThat(bench.asked()).isEmpty();
    }

    @Test
    void nothingAskedIsNothingSent() {
        assertThat(bench.links(ask -> Canned.unavailable(), List.of())).isEmpty();
        assertThat(bench.asked()).isEmpty();
    }
}
