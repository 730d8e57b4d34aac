package dev.voyage.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.download.source.TransferEvent;
import dev.voyage.problem.Problem;
import dev.voyage.testsupport.Received;
import dev.voyage.testsupport.Script;
import dev.voyage.testsupport.ScriptedServer;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.upstream.RequestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** For any faults, over any number of connections: a file reported as finished is identical to the archive's. */
class TransferFaultsPropertyTest {

    private static final String MONDAY = "Mon, 02 Nov 2020 20:20:00 GMT";
    private static final byte[] FILE = AtAnArchive.gzip(AtAnArchive.fits(AtAnArchive.bytes(60_000, 9)));
    private static final AtomicInteger NEXT = new AtomicInteger();

    private static ScriptedServer server;
    private static Path files;
    private static DownloadBench bench;

    enum Fault {
        DROPS,
        RESETS,
        SHORT,
        CUT_IN_SILENCE,
        BUSY,
        WEB_PAGE,
        IGNORES_RANGES,
        OTHER_VERSION,
        WRONG_PART,
        UNSATISFIABLE,
        RANGE_WITH_200,
        SHORT_PARTS,
        REST_WITHOUT_RANGE,
        CUT_BY_A_CACHE,
        SENTENCE,
        STORE_ERROR,
        NO_HEAD,
        NONE
    }

    @BeforeContainer
    static void begin() throws IOException {
        server = ScriptedServer.start();
        files = Files.createTempDirectory("faults");
        bench = new DownloadBench(files);
    }

    @AfterContainer
    static void end() throws IOException {
        bench.close();
        server.close();
        try (var all = Files.walk(files)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Provide
    Arbitrary<List<Fault>> faults() {
        return Arbitraries.of(Fault.class).list().ofMinSize(1).ofMaxSize(6);
    }

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void aFinishedFileEqualsItsSourceAndIsFinishedOnce(
            @ForAll("faults") List<Fault> faults, @ForAll @IntRange(min = 1, max = 4) int connections) {
        String path = "/obs/" + NEXT.incrementAndGet() + ".evt.gz";
        Script script = server.on(path);
        for (Fault fault : faults) {
            misbehave(script, fault);
            script.then();
        }
        script.answers(200, "application/x-gzip", FILE).ranges("\"v1\"", MONDAY);

        var steps = new ArrayList<TransferEvent>();
        boolean failed = fetched(path, connections, steps);
        if (failed) {
            failed = fetched(path, connections, steps); // a second run
        }

        Path place = bench.mirror.placeOf(server.uri(path));
        assertThat(steps).filteredOn(TransferEvent.Finished.class::isInstance).hasSize(failed ? 0 : 1);
        if (failed) {
            assertThat(place).doesNotExist();
        } else {
            assertThat(place).hasBinaryContent(FILE);
            assertThat(DownloadBench.finished(steps).sha256()).isEqualTo(AtAnArchive.sha256(FILE));
            assertThat(place.resolveSibling(place.getFileName() + ".part")).doesNotExist();
        }
    }

    private static boolean fetched(String path, int connections, List<TransferEvent> steps) {
        try {
            bench.downloader(DownloadBench.SMALL.inRanges(connections, 10_000))
                    .fetch(DownloadBench.download(server.uri(path), null, null, null), RequestContext.NONE)
                    .onItem()
                    .invoke(steps::add)
                    .collect()
                    .last()
                    .await()
                    .atMost(WaitLimit.TIME);
            return false;
        } catch (Problem problem) {
            return true;
        }
    }

    private static void misbehave(Script script, Fault fault) {
        String type = "application/x-gzip";
        switch (fault) {
            case DROPS ->
                script.answers(200, type, FILE).ranges("\"v1\"", MONDAY).dropsAfter(30_000);
            case RESETS ->
                script.answers(200, type, FILE).ranges("\"v1\"", MONDAY).resetsAfter(20_000);
            case SHORT -> script.answers(200, type, FILE).contentLength(FILE.length + 100);
            case CUT_IN_SILENCE ->
                script.answers(200, type, java.util.Arrays.copyOf(FILE, 40_000))
                        .validators("\"v1\"", MONDAY)
                        .chunked();
            case BUSY -> script.answers(503).retryAfter("0");
            case WEB_PAGE -> script.errorPage(200);
            case IGNORES_RANGES ->
                script.answers(200, type, FILE).validators("\"v1\"", MONDAY).dropsAfter(50_000);
            case OTHER_VERSION ->
                script.answers(200, type, AtAnArchive.bytes(300_000, 10))
                        .ranges("\"v0\"", MONDAY)
                        .dropsAfter(35_000);
            case WRONG_PART ->
                script.answers(206, type, AtAnArchive.bytes(1000, 11)).header("Content-Range", "bytes 5-1004/60000");
            case UNSATISFIABLE -> script.answers(416).header("Content-Range", "bytes */10");
            case RANGE_WITH_200 ->
                script.answersBy(200, type, it -> part(it, FILE.length))
                        .headerBy("Content-Range", it -> range(it, FILE.length))
                        .validators("\"v1\"", MONDAY);
            case SHORT_PARTS ->
                script.answersBy(206, type, it -> part(it, 7000))
                        .headerBy("Content-Range", it -> range(it, 7000))
                        .validators("\"v1\"", MONDAY);
            case REST_WITHOUT_RANGE ->
                script.answersBy(200, type, it -> part(it, FILE.length)).validators("\"v1\"", MONDAY);
            case CUT_BY_A_CACHE ->
                script.answers(200, type, java.util.Arrays.copyOf(FILE, 45_000)).validators("\"v1\"", MONDAY);
            case SENTENCE -> script.answers(200, "text/plain", "Service temporarily unavailable");
            case STORE_ERROR -> script.answers(200, "application/xml", "<Error><Code>SlowDown</Code></Error>");
            case NO_HEAD -> script.dropsHead();
            case NONE -> script.answers(200, type, FILE).ranges("\"v1\"", MONDAY);
        }
    }

    /** At most {@code most} bytes from the requested position. */
    private static byte[] part(Received request, int most) {
        int from = from(request);
        return java.util.Arrays.copyOfRange(FILE, from, Math.min(FILE.length, from + most));
    }

    private static String range(Received request, int most) {
        int from = from(request);
        return "bytes " + from + "-" + (Math.min(FILE.length, from + most) - 1) + "/" + FILE.length;
    }

    private static int from(Received request) {
        String range = request.header("Range").orElse("bytes=0-");
        return Math.min(FILE.length - 1, Integer.parseInt(range.substring(6, range.indexOf('-'))));
    }
}
