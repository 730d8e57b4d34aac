package dev.voyage.datalink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.datalink.Linked.Failed;
import dev.voyage.datalink.Linked.Found;
import dev.voyage.datalink.Linked.Unavailable;
import dev.voyage.http.Ask;
import dev.voyage.problem.Kind;
import dev.voyage.testsupport.CannedHttp.Canned;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many ids go into one request, and what is done when that does not go well. */
class BatchesTest {

    private final Bench bench = new Bench();

    static List<String> ids(Ask ask) {
        String form = ask.body() == null ? ask.uri().getRawQuery() : ask.body();
        return form == null
                ? List.of()
                : Arrays.stream(form.split("&", -1))
                        .filter(field -> field.startsWith("ID="))
                        .map(field -> URLDecoder.decode(field.substring(3), StandardCharsets.UTF_8))
                        .toList();
    }

    private static List<Asked> many(int count) {
        return Bench.asked(IntStream.range(0, count).mapToObj(i -> "obs" + i).toArray(String[]::new));
    }

    private static String[] directories(List<String> ids) {
        return ids.stream()
                .map(id -> Bench.directory("ivo://a/t?" + id, "https://a.test/d/" + id + "/"))
                .toArray(String[]::new);
    }

    private static void assertEveryOne(List<Linked> linked, int count, Class<? extends Linked> as) {
        assertThat(linked)
                .hasSize(count)
                .allSatisfy(l -> assertThat(l).isInstanceOf(as))
                .extracting(Linked::observation)
                .doesNotHaveDuplicates();
    }

    private List<Integer> sizes() {
        return bench.asked().stream().map(ask -> ids(ask).size()).toList();
    }

    @Test
    void batchesBeginSmallAndGrow() {
        List<Linked> linked = bench.links(ask -> Canned.ok(Bench.table(directories(ids(ask)))), many(100));

        assertEveryOne(linked, 100, Found.class);
        assertThat(sizes()).startsWith(8, 16, 32).hasSizeLessThanOrEqualTo(5);
        assertThat(bench.asked()).allSatisfy(ask -> assertThat(ask.method()).isEqualTo("POST"));
    }

    @Test
    void whatAnOverflowLeavesOutIsAskedForAgainInSmallerBatches() {
        List<Linked> linked = bench.links(
                ask -> {
                    List<String> ids = ids(ask);
                    return Canned.ok(
                            ids.size() > 3
                                    ? Bench.overflowing(directories(ids.subList(0, 3)))
                                    : Bench.table(directories(ids)));
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
        List<Linked> linked = bench.links(
                ask -> Canned.ok(Bench.table(directories(
                        ids(ask).stream().filter(id -> !empty.contains(id)).toList()))),
                many(8));

        assertThat(linked).hasSize(8);
        assertThat(linked).filteredOn(Found.class::isInstance).hasSize(6);
        assertThat(linked)
                .filteredOn(Unavailable.class::isInstance)
                .allSatisfy(l -> assertThat(((Unavailable) l).reason()).isEqualTo(Reason.PROPRIETARY));
        assertThat(bench.asked()).hasSize(2);
        assertThat(ids(bench.asked().get(1))).containsExactly("obs2", "obs5");
    }

    @Test
    void aServiceThatCutsSilentlyLosesNothing() {
        List<Linked> linked = bench.links(
                ask -> {
                    List<String> ids = ids(ask);
                    return Canned.ok(Bench.table(directories(ids.subList(0, Math.min(5, ids.size())))));
                },
                many(40));

        assertEveryOne(linked, 40, Found.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 415, 501})
    void aServiceThatRefusesPostsIsAskedOneByOne(int status) {
        List<Linked> linked = bench.links(
                ask -> ask.method().equals("POST")
                        ? Canned.status(status, new byte[0])
                        : Canned.ok(Bench.table(directories(ids(ask)))),
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
        List<Linked> linked = bench.links(
                ask -> Canned.ok(ask.method().equals("POST") ? nonsense : Bench.table(directories(ids(ask)))), many(9));

        assertEveryOne(linked, 9, Found.class);
        assertThat(bench.asked()).hasSize(10);
    }

    @Test
    void idsThatCannotBeUnderstoodAreAReasonToAskOneByOne() {
        List<Linked> linked = bench.links(
                ask -> Canned.ok(Bench.table(ids(ask).stream()
                        .map(id -> Bench.directory("row" + id.hashCode(), "https://a.test/d/" + id + "/"))
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
        List<Linked> linked = bench.links(
                ask -> Canned.ok(Bench.table(
                        Bench.directory("x", "https://a.test/d/x/"), Bench.directory("y", "https://a.test/d/y/"))),
                many(1));

        assertThat(linked).singleElement().isInstanceOfSatisfying(Failed.class, f -> assertThat(
                        f.problem().kind())
                .isEqualTo(Kind.MALFORMED));
    }

    @Test
    void tooLargeARequestIsHalved() {
        List<Linked> linked = bench.links(
                ask -> ids(ask).size() > 2
                        ? Canned.status(413, new byte[0])
                        : Canned.ok(Bench.table(directories(ids(ask)))),
                many(12));

        assertEveryOne(linked, 12, Found.class);
        assertThat(sizes()).startsWith(8, 4).contains(2).doesNotContain(1);
    }

    @Test
    void anAnswerThatBreaksOffIsAskedForAgainForWhatIsMissing() {
        List<Linked> linked = bench.links(
                ask -> {
                    Canned whole = Canned.ok(Bench.table(directories(ids(ask))));
                    return ids(ask).size() == 8 ? whole.breakingAfter(1700) : whole;
                },
                many(8));

        assertEveryOne(linked, 8, Found.class);
        assertThat(bench.asked()).hasSize(2);
        assertThat(sizes().get(1)).isBetween(1, 7);
    }

    @Test
    void onlyTheObservationsOfALookupThatCannotBeHadFail() {
        List<Linked> linked = bench.links(
                ask -> ids(ask).contains("obs3") ? Canned.unavailable() : Canned.ok(Bench.table(directories(ids(ask)))),
                many(30));

        assertThat(linked).hasSize(30);
        assertThat(linked).filteredOn(Failed.class::isInstance).hasSize(1).allSatisfy(l -> assertThat(
                        ((Failed) l).problem().kind())
                .isEqualTo(Kind.UNAVAILABLE));
        assertThat(linked).filteredOn(Found.class::isInstance).hasSize(29);
    }

    @Test
    void observationsThatShareAnIdShareItsLinks() {
        Asked one = Bench.asked("A").get(0);
        List<Linked> linked = bench.links(
                ask -> Canned.ok(Bench.table(directories(ids(ask)))), List.of(one, new Asked("A~2", one.row())));

        assertThat(linked).extracting(Linked::observation).containsExactly("A", "A~2");
        assertThat(bench.asked()).hasSize(1);
    }

    @Test
    void aTransientFaultThatPassesIsForgotten() {
        var tries = new java.util.concurrent.atomic.AtomicInteger();
        List<Linked> linked = bench.links(
                ask -> Canned.ok(Bench.table(ids(ask).stream()
                        .map(id -> id.equals("obs1") && tries.incrementAndGet() < 3
                                ? Bench.fault(id, "TransientFault:" + " later")
                                : Bench.directory(id, "https://a.test/d/" + id))
                        .toArray(String[]::new))),
                many(4));

        assertEveryOne(linked, 4, Found.class);
        assertThat(sizes()).containsExactly(4, 1, 1);
    }

    @Test
    void aRowThatCannotBeReadDoesNotMakeItsObservationProprietary() {
        List<Linked> linked = bench.links(
                ask -> {
                    String row = Bench.row(ids(ask).get(0), "https://a.test/d/", "", "", "", "directory", "much");
                    return Canned.ok(Bench.table(row));
                },
                many(1));

        assertThat(linked).singleElement().isInstanceOf(Failed.class);
    }

    @Test
    void nothingAskedIsNothingSent() {
        assertThat(bench.links(ask -> Canned.unavailable(), List.of())).isEmpty();
        assertThat(bench.asked()).isEmpty();
    }
}
