package dev.voyage.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.http.Notices;
import dev.voyage.problem.Problem;
import dev.voyage.testsupport.Script;
import dev.voyage.testsupport.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever an archive does: a file that is said to be finished is the archive's file. */
class FaultsPropertyTest {

    private static final String MONDAY = "Mon, 02 Nov 2020 20:20:00 GMT";
    private static final byte[] FILE = AtAnArchive.gzip(AtAnArchive.bytes(60_000, 9));
    private static final AtomicInteger NEXT = new AtomicInteger();

    private static ScriptedServer server;
    private static Path files;
    private static Bench bench;

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
        NO_HEAD,
        NONE
    }

    @BeforeContainer
    static void begin() throws IOException {
        server = ScriptedServer.start();
        files = Files.createTempDirectory("faults");
        bench = new Bench(files);
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
    void aFinishedFileEqualsItsSourceAndIsFinishedOnce(@ForAll("faults") List<Fault> faults) {
        String path = "/obs/" + NEXT.incrementAndGet() + ".evt.gz";
        Script script = server.on(path);
        for (Fault fault : faults) {
            misbehave(script, fault);
            script.then();
        }
        script.answers(200, "application/x-gzip", FILE).ranges("\"v1\"", MONDAY);

        var steps = new ArrayList<Transfer>();
        boolean failed = fetched(path, steps);
        if (failed) {
            failed = fetched(path, steps); // the next run
        }

        Path place = bench.mirror.placeOf(server.uri(path));
        assertThat(steps).filteredOn(Transfer.Finished.class::isInstance).hasSize(failed ? 0 : 1);
        if (failed) {
            assertThat(place).doesNotExist();
        } else {
            assertThat(place).hasBinaryContent(FILE);
            assertThat(Bench.finished(steps).sha256()).isEqualTo(AtAnArchive.sha256(FILE));
            assertThat(place.resolveSibling(place.getFileName() + ".part")).doesNotExist();
        }
    }

    private static boolean fetched(String path, List<Transfer> steps) {
        try {
            bench.downloader()
                    .fetch(Bench.download(server.uri(path), null, null, null), Notices.NONE)
                    .onItem()
                    .invoke(steps::add)
                    .collect()
                    .last()
                    .await()
                    .atMost(Duration.ofSeconds(20));
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
            case NO_HEAD -> script.dropsHead();
            case NONE -> script.answers(200, type, FILE).ranges("\"v1\"", MONDAY);
        }
    }
}
