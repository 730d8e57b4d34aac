package dev.voyage.search.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voyage.cone.ConeSearchClient;
import dev.voyage.problem.Problem;
import dev.voyage.registry.NearbyCatalogues.Place;
import dev.voyage.registry.Registry;
import dev.voyage.registry.RegistryConfig;
import dev.voyage.registry.Tap;
import dev.voyage.sky.SkyPosition;
import dev.voyage.tap.TapClient;
import dev.voyage.testsupport.ImpatientTimer;
import dev.voyage.testsupport.SetClock;
import dev.voyage.testsupport.Settings;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.testsupport.http.CannedHttp;
import dev.voyage.testsupport.http.CannedHttp.Canned;
import dev.voyage.testsupport.http.LoopbackHttp;
import dev.voyage.testsupport.http.PlainClients;
import dev.voyage.upstream.FairnessKey;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.votable.VotableReader;
import dev.voyage.votable.event.VotableLimits;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Counts from services of every kind, without a network: each catalogue ends in exactly one state. */
@Timeout(WaitLimit.TEST_SECONDS)
class CatalogueDiscoveryTest {

    private static final Place PLACE = new Place(new SkyPosition(61.8, 3.7), 0.5, null, false);
    private static final List<String> ALL =
            List.of("cut", "dense", "down", "far", "refusing", "shared", "two", "usual");

    private final ImpatientTimer timer = new ImpatientTimer();
    private final CannedHttp http = new CannedHttp(this::canned);
    private List<String> catalogues = ALL;

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        timer.close();
    }

    private CatalogueDiscovery discovery(Http upstream, int concurrency) {
        var reader = new VotableReader(VotableLimits.DEFAULT);
        var registry = new Registry(
                PlainClients.regtap(upstream),
                reader,
                Settings.of(RegistryConfig.class, "voyage.registry.coverage", "ignore"),
                List.of(URI.create("http://gavo.test/tap")),
                directory,
                new SetClock());
        var patience = LoopbackHttp.patience(timer);
        return new CatalogueDiscovery(
                registry,
                new ConeSearchClient(upstream, patience, reader, 100_000),
                new TapClient(upstream, patience, reader),
                concurrency);
    }

    private static DiscoveryRequest request(int limit) {
        return new DiscoveryRequest("here", PLACE, limit, FairnessKey.NONE);
    }

    private CatalogueDiscovery.Discovery begun(int limit, String cursor) {
        return discovery(http, 3).discover(request(limit), cursor).await().atMost(WaitLimit.TIME);
    }

    private List<DiscoveryEvent> events(int limit, String cursor) {
        return begun(limit, cursor).events().collect().asList().await().atMost(WaitLimit.TIME);
    }

    private static DiscoveryEvent of(String catalogue, List<DiscoveryEvent> events) {
        return events.stream()
                .filter(event ->
                        ("ivo://abc/" + catalogue).equals(event.fields().get("ivoid")))
                .findFirst()
                .orElseThrow();
    }

    private Canned canned(UpstreamRequest ask) {
        String host = ask.uri().getHost();
        String body = ask.text() == null ? "" : URLDecoder.decode(ask.text(), UTF_8);
        return switch (host) {
            case "gavo.test" -> Canned.ok(registry(body));
            case "tap.test" -> tap(ask.uri(), body);
            case "refusing.test" -> Canned.ok(Tap.error());
            case "down.test" -> Canned.unavailable();
            case "cut.test", "dense.test" -> Canned.ok(rows(1100, ""));
            default -> Canned.ok(rows(2, "<TR><TD>x</TD><TD>99</TD><TD>3.7</TD></TR>"));
        };
    }

    private String registry(String adql) {
        if (adql.contains("stc_spatial")) {
            return Tap.answer(
                    List.of("ivoid", "coverage"),
                    catalogues.stream()
                            .map(name -> List.of("ivo://abc/" + name, "0/0-11"))
                            .toList());
        } else if (adql.contains("SELECT ivoid, short_name")) {
            return Tap.answer(
                    List.of("ivoid", "res_title"),
                    catalogues.stream()
                            .map(name -> List.of("ivo://abc/" + name, "All " + name))
                            .toList());
        }
        String name = adql.replaceFirst("(?s).*ivoid='ivo://abc/([a-z]+)'.*", "$1");
        if (adql.contains("rr.res_table")) {
            return Tap.answer(List.of("table_name"), name.equals("dense") ? List.of(List.of("dense.main")) : List.of());
        } else if (adql.contains("std/tap")) {
            return interfaces(
                    name.equals("dense") ? List.of("ivo://ivoa.net/std/tap", "https://tap.test/tap") : List.of());
        } else if (adql.contains("std/sia")) {
            return interfaces(
                    name.equals("shared")
                            ? List.of("ivo://ivoa.net/std/sia#query-aux-2.0", "https://shared.test/sia?")
                            : List.of());
        }
        return switch (name) {
            case "shared", "far" -> interfaces(List.of());
            case "two" -> Tap.interfaces(List.of(cone("https://two.test/one?"), cone("https://two.test/other?")));
            default -> Tap.interfaces(List.of(cone("https://" + name + ".test/?")));
        };
    }

    private static String interfaces(List<String> standardAndUrl) {
        return Tap.interfaces(
                standardAndUrl.isEmpty()
                        ? List.of()
                        : List.of(List.of(
                                standardAndUrl.get(0), "vs:paramhttp", "std", "base", "0", standardAndUrl.get(1))));
    }

    private static List<String> cone(String url) {
        return List.of(Tap.CONE, "vs:paramhttp", "std", "base", "0", url);
    }

    private static Canned tap(URI uri, String body) {
        if (uri.getPath().endsWith("/capabilities")) {
            return Canned.status(404, new byte[0]);
        } else if (body.contains("TAP_SCHEMA.columns")) {
            return Canned.ok(Tap.answer(
                    List.of("column_name", "datatype", "unit", "ucd"),
                    List.of(
                            List.of("ra", "double", "deg", "pos.eq.ra;meta.main"),
                            List.of("dec", "double", "deg", "pos.eq.dec;meta.main"))));
        }
        assertThat(body)
                .contains("SELECT COUNT(*) AS voyage_count FROM dense.main WHERE 1=CONTAINS(POINT('ICRS', ra, dec),"
                        + " CIRCLE('ICRS', 61.8, 3.7, 0.5))");
        return Canned.ok(Tap.answer(List.of("voyage_count"), List.of(List.of("4711"))));
    }

    private static String rows(int inside, String more) {
        var rows = new StringBuilder();
        IntStream.range(0, inside)
                .forEach(i -> rows.append("<TR><TD>").append(i).append("</TD><TD>61.8</TD><TD>3.7</TD></TR>"));
        return "<VOTABLE><RESOURCE type='results'><TABLE>"
                + "<FIELD name='obsid' datatype='char' arraysize='*' ucd='meta.id;meta.main'/>"
                + "<FIELD name='ra' datatype='double' unit='deg' ucd='pos.eq.ra;meta.main'/>"
                + "<FIELD name='dec' datatype='double' unit='deg' ucd='pos.eq.dec;meta.main'/>"
                + "<DATA><TABLEDATA>" + rows + more + "</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>";
    }

    @Test
    void everyCatalogueIsCountedFailedOrSkipped() {
        List<DiscoveryEvent> events = events(20, null);

        assertThat(events).hasSize(ALL.size() + 2);
        assertThat(events.get(0).fields())
                .containsEntry("type", "discovery.ranked")
                .containsEntry("contains", 8)
                .containsEntry("catalogues", 8);
        assertThat(of("usual", events).fields())
                .containsEntry("type", "catalogue.counted")
                .containsEntry("catalogue", "ivo://abc/usual")
                .containsEntry("title", "All usual")
                .containsEntry("coverage", "contains")
                .containsEntry("count", 2L)
                .containsEntry("atLeast", false)
                .containsEntry("how", "cone");
        assertThat(of("cut", events).fields()).containsEntry("count", 1000L).containsEntry("atLeast", true);
        assertThat(of("dense", events).fields())
                .containsEntry("count", 4711L)
                .containsEntry("atLeast", false)
                .containsEntry("how", "tap");
        assertThat(of("two", events).fields())
                .containsEntry("count", 4L)
                .containsEntry(
                        "tables",
                        List.of(
                                Map.of("catalogue", "ivo://abc/two#one", "count", 2L, "atLeast", false),
                                Map.of("catalogue", "ivo://abc/two#other", "count", 2L, "atLeast", false)));
        assertThat(of("down", events).type()).isEqualTo("catalogue.failed");
        assertThat(of("refusing", events).fields().get("problem").toString()).contains("no such column");
        assertThat(of("shared", events).fields())
                .containsEntry("type", "catalogue.skipped")
                .containsEntry("reason", "shared-service");
        assertThat(of("far", events).fields()).containsEntry("reason", "no-service");
        assertThat(events.get(9).fields())
                .containsEntry("type", "discovery.ended")
                .containsEntry("outcome", "partial")
                .containsEntry("catalogues", 8)
                .containsEntry("counted", 4L)
                .containsEntry("withRows", 4L)
                .containsEntry("failed", 2L)
                .containsEntry("skipped", 2L)
                .containsEntry("notAsked", 0);
    }

    @Test
    void completeIsSaidOnlyIfEachWasAsked() {
        catalogues = List.of("usual", "two");

        assertThat(events(2, null).get(3).fields())
                .containsEntry("outcome", "complete")
                .containsEntry("notAsked", 0);
        assertThat(events(1, null).get(2).fields())
                .containsEntry("outcome", "partial")
                .containsEntry("notAsked", 1);
        catalogues = List.of();
        assertThat(discovery(http, 3)
                        .discover(
                                new DiscoveryRequest("x", PLACE.around(new SkyPosition(1, 1)), 5, FairnessKey.NONE),
                                null)
                        .await()
                        .atMost(WaitLimit.TIME)
                        .events()
                        .collect()
                        .last()
                        .await()
                        .atMost(WaitLimit.TIME)
                        .fields())
                .containsEntry("outcome", "empty");
    }

    @Test
    void cursorGoesOnWithThoseThatHaveNotAnswered() {
        List<DiscoveryEvent> events = events(20, null);
        String cursor = events.get(3).cursor();
        int before = http.asked().size();

        List<DiscoveryEvent> rest = events(20, cursor);

        Set<Object> seen = Set.copyOf(events.subList(1, 4).stream()
                .map(event -> event.fields().get("ivoid"))
                .toList());
        assertThat(rest.subList(1, rest.size() - 1))
                .hasSize(5)
                .noneMatch(event -> seen.contains(event.fields().get("ivoid")));
        assertThat(rest.get(rest.size() - 1).fields())
                .isEqualTo(events.get(events.size() - 1).fields());
        assertThat(http.asked().stream()
                        .skip(before)
                        .map(ask -> "ivo://abc/" + ask.uri().getHost().replace(".test", "")))
                .doesNotContainAnyElementsOf(seen.stream().map(String::valueOf).toList());
        assertThat(begun(20, events.get(9).cursor()).isOver()).isTrue();
        assertThat(begun(20, events.get(8).cursor()).isOver()).isFalse();
        assertThat(events(20, events.get(8).cursor())).hasSize(2);
    }

    @Test
    void cursorOfAnotherOrderBeginsAnewAndSaysSo() {
        String cursor = events(20, null).get(3).cursor();

        List<DiscoveryEvent> other = events(4, cursor);

        assertThat(other).hasSize(7);
        assertThat(other.get(0).fields()).containsEntry("type", "stream.gap").containsEntry("asked", cursor);
        assertThat(catchThrowableOfType(Problem.class, () -> CatalogueDiscovery.checkCursor("after", "7f3a:5"))
                        .members())
                .containsEntry("parameter", "after");
    }

    @Test
    void fewAreAskedAtOnceAndCancellingHangsUp() {
        Set<String> open = ConcurrentHashMap.newKeySet();
        List<String> cancelled = Collections.synchronizedList(new ArrayList<>());
        catalogues = List.of("a", "b", "c", "d", "e");
        Http slow = ask -> ask.uri().getHost().equals("gavo.test")
                ? http.send(ask)
                : Uni.createFrom().emitter(emitter -> {
                    open.add(ask.uri().getHost());
                    emitter.onTermination(() -> cancelled.add(ask.uri().getHost()));
                });
        AssertSubscriber<DiscoveryEvent> reader = discovery(slow, 2)
                .discover(request(20), null)
                .await()
                .atMost(WaitLimit.TIME)
                .events()
                .subscribe()
                .withSubscriber(AssertSubscriber.create(10));

        reader.awaitItems(1, WaitLimit.TIME);
        await(() -> open.size() == 2);
        reader.cancel();

        await(() -> cancelled.size() == 2);
        assertThat(open).containsExactlyInAnyOrderElementsOf(cancelled);
    }

    /** The cache of the registry's answers reads on a worker. */
    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
