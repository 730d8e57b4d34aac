package dev.voyage.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.download.mirror.Mirror;
import dev.voyage.download.source.TransferEvent;
import dev.voyage.testsupport.Received;
import dev.voyage.testsupport.Script;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.upstream.RequestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A large file over several connections, from an archive that keeps its promises, and from others. */
class RangesTest extends AtAnArchive {

    private static final byte[] LARGE = bytes(1_000_000, 5);
    private static final String V1 = "\"v1\"";
    private static final int CONNECTIONS = 4;
    private static final DownloadBench.Config CONFIG = DownloadBench.SMALL.inRanges(CONNECTIONS, 100_000);

    @TempDir
    private Path mirrored;

    private DownloadBench ranged;

    /** Responses to a range request that are not the range. */
    enum Fault {
        IGNORES_THE_RANGE(it -> it.answers(200, OCTETS, LARGE).validators(V1, MONDAY)),
        OTHER_POSITION(it -> range(it, 1, 0, LARGE.length, V1)),
        SHORTER_RANGE(it -> range(it, 0, -1000, LARGE.length, V1)),
        LONGER_RANGE(it -> range(it, 0, 1, LARGE.length, V1)),
        OTHER_TOTAL(it -> range(it, 0, 0, LARGE.length + 1, V1)),
        OTHER_ETAG(it -> range(it, 0, 0, LARGE.length, "\"v2\"")),
        WEAK_ETAG(it -> range(it, 0, 0, LARGE.length, "W/\"v1\"")),
        NO_ETAG(it -> range(it, 0, 0, LARGE.length, null)),
        NO_CONTENT_RANGE(it -> slice(it, 206, 0, 0).validators(V1, MONDAY)),
        UNKNOWN_TOTAL(it -> slice(it, 206, 0, 0)
                .headerBy("Content-Range", asked -> "bytes " + first(asked) + "-" + last(asked) + "/*")
                .validators(V1, MONDAY)),
        CONTENT_RANGE_WITH_200(it -> slice(it, 200, 0, 0)
                .headerBy("Content-Range", asked -> contentRange(asked, 0, 0, LARGE.length))
                .validators(V1, MONDAY)),
        SHORT_BODY(it -> slice(it, 206, 0, -1)
                .headerBy("Content-Range", asked -> contentRange(asked, 0, 0, LARGE.length))
                .validators(V1, MONDAY)
                .chunked()),
        LONG_BODY(it -> slice(it, 206, -10, 0)
                .headerBy("Content-Range", asked -> contentRange(asked, 0, 0, LARGE.length))
                .validators(V1, MONDAY)
                .chunked()),
        UNSATISFIABLE(it -> it.answers(416).header("Content-Range", "bytes */" + LARGE.length)),
        MULTIPART(it -> it.answers(206, "multipart/byteranges; boundary=x", "--x\r\n\r\nab\r\n--x--")
                .validators(V1, MONDAY));

        @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
        private final UnaryOperator<Script> script;

        Fault(UnaryOperator<Script> script) {
            this.script = script;
        }
    }

    /** Ranges that break off. */
    enum Break {
        BUSY(it -> it.answers(503).retryAfter("0")),
        DROPS(it -> it.answers(200, OCTETS, LARGE).ranges(V1, MONDAY).dropsAfter(50_000)),
        RESETS(it -> it.answers(200, OCTETS, LARGE).ranges(V1, MONDAY).resetsAfter(50_000)),
        NO_HEAD(Script::dropsHead);

        @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
        private final UnaryOperator<Script> script;

        Break(UnaryOperator<Script> script) {
            this.script = script;
        }
    }

    @BeforeEach
    void open() {
        ranged = new DownloadBench(mirrored, new Mirror(mirrored), 8, WaitLimit.TIME);
    }

    @AfterEach
    void closed() {
        ranged.close();
    }

    private static Script range(Script script, int shift, int longer, int total, String etag) {
        return slice(script, 206, shift, longer)
                .headerBy("Content-Range", asked -> contentRange(asked, shift, longer, total))
                .validators(etag, MONDAY);
    }

    private static Script slice(Script script, int status, int shift, int longer) {
        return script.answersBy(
                status, OCTETS, asked -> Arrays.copyOfRange(LARGE, first(asked) + shift, last(asked) + 1 + longer));
    }

    private static String contentRange(Received asked, int shift, int longer, int total) {
        return "bytes " + (first(asked) + shift) + "-" + (last(asked) + longer) + "/" + total;
    }

    private static int first(Received asked) {
        String range = asked.header("Range").orElseThrow();
        return Integer.parseInt(range.substring(6, range.indexOf('-')));
    }

    private static int last(Received asked) {
        String range = asked.header("Range").orElseThrow();
        return Integer.parseInt(range.substring(range.indexOf('-') + 1));
    }

    private CompletableFuture<List<TransferEvent>> started(DownloadBench there, DownloadBench.Config config) {
        return there.downloader(config)
                .fetch(DownloadBench.download(server.uri(PATH), null, null, null), RequestContext.NONE)
                .collect()
                .asList()
                .subscribeAsCompletionStage();
    }

    private List<TransferEvent> fetched(DownloadBench.Config config) {
        return result(started(ranged, config));
    }

    private static List<TransferEvent> result(CompletableFuture<List<TransferEvent>> running) {
        return running.orTimeout(WaitLimit.SECONDS, TimeUnit.SECONDS).join();
    }

    private void assertWhole(List<TransferEvent> steps, int failures) {
        var finished = DownloadBench.finished(steps);
        assertThat(finished.path()).hasBinaryContent(LARGE);
        assertThat(finished.sha256()).isEqualTo(sha256(LARGE));
        assertThat(steps).filteredOn(TransferEvent.Retrying.class::isInstance).hasSize(failures);
        assertThat(files(mirrored)).containsExactly(finished.path());
    }

    private static List<Path> files(Path below) {
        try (Stream<Path> all = Files.walk(below)) {
            return all.filter(it -> Files.isRegularFile(it) && !it.endsWith(".locks"))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<Received> asked() {
        return server.requests(PATH);
    }

    @Test
    void everyByteIsAskedForOnceWithinTheLimit() {
        server.on(PATH).answers(200, OCTETS, LARGE).ranges(V1, MONDAY);
        var steps = fetched(CONFIG);

        assertWhole(steps, 0);
        assertThat(DownloadBench.finished(steps).attempts()).isEqualTo(1);
        assertThat(asked().get(0).header("Range")).isEmpty();
        List<Received> ranges = asked().stream()
                .skip(1)
                .sorted(java.util.Comparator.comparing(RangesTest::first))
                .toList();
        assertThat(ranges).hasSizeBetween(4, 8).allMatch(it -> it.header("If-Range")
                .equals(java.util.Optional.of(V1)));
        for (int i = 1; i < ranges.size(); i++) {
            assertThat(first(ranges.get(i))).isEqualTo(last(ranges.get(i - 1)) + 1);
        }
        assertThat(last(ranges.get(ranges.size() - 1))).isEqualTo(LARGE.length - 1);
        // the first response is cut off at about the time when the range that follows it begins
        assertThat(server.mostAtOnce()).isLessThanOrEqualTo(CONNECTIONS + 1);
    }

    @Test
    void aDateIsAValidatorToo() {
        server.on(PATH).answers(200, OCTETS, LARGE).ranges(null, MONDAY);
        assertWhole(fetched(CONFIG), 0);
        assertThat(asked()).hasSizeGreaterThan(2);
        assertThat(asked().get(1).header("If-Range")).contains(MONDAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no offer", "no validator", "weak", "new", "none"})
    void withoutAnOfferOrAStrongValidatorThereIsOneRequest(String lack) {
        String now = java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(
                java.time.ZonedDateTime.now(java.time.ZoneOffset.UTC));
        Script script = server.on(PATH).answers(200, OCTETS, LARGE);
        switch (lack) {
            case "no offer" -> script.validators(V1, MONDAY);
            case "no validator" -> script.header("Accept-Ranges", "bytes");
            case "weak" -> script.header("Accept-Ranges", "bytes").validators("W/\"v1\"", null);
            case "new" -> script.header("Accept-Ranges", "bytes").validators(null, now);
            default -> script.header("Accept-Ranges", "none").validators(V1, MONDAY);
        }
        assertWhole(fetched(CONFIG), 0);
        assertThat(asked()).hasSize(1);
    }

    @Test
    void aHostWithOnePermitGetsOneRequest() {
        try (var alone = new DownloadBench(mirrored, new Mirror(mirrored), 1, WaitLimit.TIME)) {
            server.on(PATH).answers(200, OCTETS, LARGE).ranges(V1, MONDAY);
            assertWhole(result(started(alone, CONFIG)), 0);
            assertThat(asked()).hasSize(1);
        }
    }

    @Test
    void smallerFilesComeOverOneConnection() {
        server.on(PATH).answers(200, OCTETS, LARGE).ranges(V1, MONDAY);
        assertWhole(fetched(DownloadBench.SMALL.inRanges(CONNECTIONS, LARGE.length + 1)), 0);
        assertThat(asked()).hasSize(1);
    }

    /** While the first response is open, it goes on to the end, and nothing is asked for again. */
    @ParameterizedTest
    @EnumSource(Fault.class)
    void aFaultIsNoFailureWhileTheFirstResponseGoesOn(Fault fault) throws InterruptedException {
        assertGoesOn(fault.script);
    }

    @ParameterizedTest
    @EnumSource(Break.class)
    void aBrokenRangeIsNoFailureWhileTheFirstResponseGoesOn(Break fault) throws InterruptedException {
        assertGoesOn(fault.script);
    }

    private void assertGoesOn(UnaryOperator<Script> fault) throws InterruptedException {
        var allAreHere = new CompletableFuture<Void>();
        var release = new CompletableFuture<Void>();
        Script script = server.on(PATH)
                .answers(200, OCTETS, LARGE)
                .ranges(V1, MONDAY)
                .holdsAfter(70_000, release)
                .then();
        fault.apply(script.holdsHead(allAreHere)).then().stallsHead();

        var running = started(ranged, CONFIG);
        List<Received> requests = server.await(PATH, CONNECTIONS);
        var givenUp = new CountDownLatch(CONNECTIONS - 2); // all but the first response and, perhaps, the fault
        requests.stream().skip(1).forEach(it -> {
            var unused = it.hungUp().thenRun(givenUp::countDown);
        });
        allAreHere.complete(null);
        assertThat(givenUp.await(WaitLimit.SECONDS, TimeUnit.SECONDS)).isTrue();
        release.complete(null);

        assertWhole(result(running), 0);
        assertThat(asked()).hasSize(CONNECTIONS);
    }

    /** Once bytes of ranges may have been written, everything is fetched again, over one connection. */
    @ParameterizedTest
    @EnumSource(Fault.class)
    void afterAFaultTheFileIsFetchedFromTheBeginningOverOneConnection(Fault fault) {
        assertThat(failedLate(fault.script))
                .filteredOn(RangesTest::isWithoutRange)
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Break.class)
    void afterABreakTheRestIsFetchedOverOneConnection(Break fault) {
        List<Received> asked = failedLate(fault.script);
        assertThat(asked).filteredOn(RangesTest::isWithoutRange).hasSize(1);
        assertThat(asked)
                .filteredOn(it -> it.header("Range").orElse("").matches("bytes=[1-9]\\d*-"))
                .singleElement()
                .satisfies(rest -> assertThat(rest.header("If-Range")).contains(V1));
    }

    private static boolean isWithoutRange(Received request) {
        return request.header("Range").isEmpty();
    }

    private List<Received> failedLate(UnaryOperator<Script> fault) {
        var cutOff = new CompletableFuture<Void>();
        Script script =
                server.on(PATH).answers(200, OCTETS, LARGE).ranges(V1, MONDAY).then();
        fault.apply(script.holdsHead(cutOff)).then().answers(200, OCTETS, LARGE).ranges(V1, MONDAY);

        // two connections: the range that fails is the one that follows the first response
        var running = started(ranged, DownloadBench.SMALL.inRanges(2, 100_000));
        var unused = server.await(PATH, 2).get(0).hungUp().thenRun(() -> cutOff.complete(null));

        assertWhole(result(running), 1);
        return asked();
    }

    @Test
    void anETagThatChangesInTheMiddleLeadsToTheNewFileOnly() {
        byte[] other = bytes(LARGE.length, 6);
        var cutOff = new CompletableFuture<Void>();
        server.on(PATH)
                .answers(200, OCTETS, LARGE)
                .ranges(V1, MONDAY)
                .then()
                .answers(200, OCTETS, LARGE)
                .ranges(V1, MONDAY)
                .then()
                .answers(200, OCTETS, other)
                .ranges("\"v2\"", "Tue, 03 Nov 2020 20:20:00 GMT")
                .holdsHead(cutOff);
        var running = started(ranged, DownloadBench.SMALL.inRanges(2, 100_000));
        var unused = server.await(PATH, 2).get(0).hungUp().thenRun(() -> cutOff.complete(null));

        var finished = DownloadBench.finished(result(running));

        assertThat(finished.path()).hasBinaryContent(other);
        assertThat(finished.sha256()).isEqualTo(sha256(other));
        assertThat(asked()).filteredOn(RangesTest::isWithoutRange).hasSize(2);
    }

    @Test
    void cancellingEndsEveryConnectionAndLeavesOnlyThePart() {
        var never = new CompletableFuture<Void>();
        server.on(PATH).answers(200, OCTETS, LARGE).ranges(V1, MONDAY).holdsAfter(70_000, never);
        var running = ranged.downloader(CONFIG)
                .fetch(DownloadBench.download(server.uri(PATH), null, null, null), RequestContext.NONE)
                .subscribe()
                .with(step -> {});
        List<Received> requests = server.await(PATH, CONNECTIONS);
        running.cancel();
        requests.forEach(
                it -> it.hungUp().orTimeout(WaitLimit.SECONDS, TimeUnit.SECONDS).join());
        assertThat(files(mirrored)).allMatch(it -> it.toString().contains(".part"));
    }

    /** A killed process leaves the disk as it is at any moment. */
    @Test
    void aKilledProcessLeavesNoHoles(@TempDir Path copy) throws IOException {
        byte[] file = bytes(16 << 20, 7);
        int held = 3 << 20;
        server.on(PATH)
                .answers(200, OCTETS, file)
                .ranges(V1, MONDAY)
                .holdsAfter(held, new CompletableFuture<>())
                .then()
                .answers(200, OCTETS, file)
                .ranges(V1, MONDAY);
        var written = new CompletableFuture<Void>();
        var running = ranged.downloader(DownloadBench.SMALL.inRanges(2, 1 << 20))
                .fetch(DownloadBench.download(server.uri(PATH), null, null, null), RequestContext.NONE)
                .subscribe()
                .with(step -> {
                    if (step instanceof TransferEvent.Advanced advanced && advanced.bytes() >= (2 << 20)) {
                        written.complete(null);
                    }
                });
        server.await(PATH, 2)
                .get(1)
                .answered()
                .orTimeout(WaitLimit.SECONDS, TimeUnit.SECONDS)
                .join();
        written.orTimeout(WaitLimit.SECONDS, TimeUnit.SECONDS).join();
        List<Path> left = files(mirrored);
        for (Path one : left) {
            Path place = copy.resolve(mirrored.relativize(one).toString());
            Files.createDirectories(place.getParent());
            Files.copy(one, place);
        }
        running.cancel();

        assertThat(left).hasSize(2).allMatch(it -> it.toString().contains(".part"));
        try (var next = new DownloadBench(copy, new Mirror(copy), 8, WaitLimit.TIME)) {
            var finished = DownloadBench.finished(result(started(next, DownloadBench.SMALL)));
            assertThat(finished.sha256()).isEqualTo(sha256(file));
            assertThat(asked())
                    .filteredOn(it ->
                            it.header("Range").orElse("").endsWith("-")) // ranges of the killed process have an end
                    .singleElement()
                    .satisfies(rest -> assertThat(first(rest)).isBetween(2 << 20, held));
        }
    }
}
