package dev.voyage.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.download.mirror.Mirror;
import dev.voyage.download.mirror.PartMetadata;
import dev.voyage.download.source.TransferEvent;
import dev.voyage.download.source.TransferEvent.Advanced;
import dev.voyage.download.source.TransferEvent.Retrying;
import dev.voyage.download.source.TransferEvent.Started;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.UpstreamListener;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DownloaderTest extends AtAnArchive {

    @Test
    void aFileIsPutInItsPlaceWholeHashedAndDated() throws Exception {
        server.on(PATH).answers(200, OCTETS, BYTES).ranges("\"v1\"", MONDAY);

        var steps = bench.fetch(server.uri(PATH));

        var finished = DownloadBench.finished(steps);
        String name = "127.0.0.1_" + server.port() + "/FTP/obs/6/60061044002/x.dat";
        assertThat(finished.path()).isEqualTo(files.resolve(name)).hasBinaryContent(BYTES);
        assertThat(finished.sha256()).isEqualTo(sha256(BYTES));
        assertThat(finished.verified()).containsExactly("size");
        assertThat(finished.modified()).isEqualTo(Instant.parse("2020-11-02T20:20:00Z"));
        assertThat(Files.getLastModifiedTime(finished.path()).toInstant()).isEqualTo(finished.modified());
        assertThat(finished.attempts()).isEqualTo(1);
        assertThat(finished.unchanged()).isFalse();
        assertThat(steps.get(0)).isEqualTo(new Started("https", 1, 0));
        assertThat(steps).filteredOn(Advanced.class::isInstance).isNotEmpty();
        assertThat(((Advanced) steps.get(steps.size() - 2)).bytes()).isEqualTo(300_000);
        assertThat(bench.manifest.kept.get(name).etag()).isEqualTo("\"v1\"");
        assertThat(server.requests()).hasSize(1);
        assertThat(server.requests().get(0).target()).isEqualTo(PATH);
        assertThat(server.requests().get(0).header("Accept-Encoding")).contains("identity");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void anEmptyFileIsAFile() {
        server.on(PATH).answers(200, OCTETS, "");
        assertThat(DownloadBench.finished(bench.fetch(server.uri(PATH))).path()).isEmptyFile();
    }

    @Test
    void aDroppedConnectionIsResumedWhereItBroke() {
        server.on(PATH)
                .answers(200, OCTETS, BYTES)
                .ranges("\"v1\"", MONDAY)
                .dropsAfter(100_000)
                .then()
                .answers(200, OCTETS, BYTES)
                .ranges("\"v1\"", MONDAY);

        var steps = bench.fetch(server.uri(PATH));

        assertThat(DownloadBench.finished(steps).path()).hasBinaryContent(BYTES);
        assertThat(DownloadBench.finished(steps).sha256()).isEqualTo(sha256(BYTES));
        assertThat(DownloadBench.finished(steps).attempts()).isEqualTo(2);
        assertThat(steps).filteredOn(Retrying.class::isInstance).hasSize(1);
        assertThat(server.requests()).hasSize(2);
        long from = ((Started) steps.get(steps.indexOf(retrying(steps)) + 1)).resumedFrom();
        assertThat(from).isBetween(1L, 100_000L);
        assertThat(server.requests().get(1).header("Range")).contains("bytes=" + from + "-");
        assertThat(server.requests().get(1).header("If-Range")).contains("\"v1\"");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aStrongDateWillDoWhereThereIsNoETag() {
        server.on(PATH)
                .answers(200, OCTETS, BYTES)
                .ranges(null, MONDAY)
                .dropsAfter(100_000)
                .then()
                .answers(200, OCTETS, BYTES)
                .ranges(null, MONDAY);
        assertThat(DownloadBench.finished(bench.fetch(server.uri(PATH))).path()).hasBinaryContent(BYTES);
        assertThat(server.requests().get(1).header("If-Range")).contains(MONDAY);
    }

    @Test
    void withoutStrongValidatorsItBeginsAnew() {
        server.on(PATH)
                .answers(200, OCTETS, BYTES)
                .ranges("W/\"weak\"", null)
                .dropsAfter(100_000)
                .then()
                .answers(200, OCTETS, BYTES)
                .ranges("W/\"weak\"", null);
        assertThat(DownloadBench.finished(bench.fetch(server.uri(PATH))).path()).hasBinaryContent(BYTES);
        assertThat(server.requests().get(1).header("Range")).isEmpty();
    }

    @Test
    void aFileChangedBetweenTwoTriesIsFetchedWhole() {
        server.on(PATH)
                .answers(200, OCTETS, BYTES)
                .ranges("\"v1\"", MONDAY)
                .dropsAfter(100_000)
                .then()
                .answers(200, OCTETS, OTHERS)
                .ranges("\"v2\"", MONDAY);
        assertThat(DownloadBench.finished(bench.fetch(server.uri(PATH))).path()).hasBinaryContent(OTHERS);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aServerThatIgnoresRangesIsReadFromTheBeginning() {
        server.on(PATH)
                .answers(200, OCTETS, BYTES)
                .validators("\"v1\"", MONDAY)
                .dropsAfter(100_000)
                .then()
                .answers(200, OCTETS, BYTES)
                .validators("\"v1\"", MONDAY);
        var steps = bench.fetch(server.uri(PATH));
        assertThat(DownloadBench.finished(steps).path()).hasBinaryContent(BYTES);
        assertThat(steps).contains(new Started("https", 2, 0));
        assertThat(server.requests().get(1).header("Range")).isPresent();
    }

    @Test
    void aPartOfSomethingElseIsNeverAppended() {
        for (String range : List.of(
                "bytes 99999-299999/300000", "bytes 100000-299999/300001", "bytes 0-199999/300000", "nonsense")) {
            String path = PATH + range.hashCode();
            server.on(path)
                    .answers(200, OCTETS, BYTES)
                    .ranges("\"v1\"", MONDAY)
                    .dropsAfter(100_000)
                    .then()
                    .answers(206, OCTETS, bytes(200_000, 3))
                    .header("Content-Range", range)
                    .then()
                    .answers(200, OCTETS, BYTES)
                    .ranges("\"v1\"", MONDAY);
            var finished = DownloadBench.finished(bench.fetch(server.uri(path)));
            assertThat(finished.path()).hasBinaryContent(BYTES);
            assertThat(server.requests(path)).hasSize(3);
            assertThat(server.requests(path).get(2).header("Range")).isEmpty();
        }
    }

    @Test
    void aPartLongerThanTheFileIsThrownAway() {
        server.on(PATH)
                .answers(200, OCTETS, BYTES)
                .ranges("\"v1\"", MONDAY)
                .dropsAfter(100_000)
                .then()
                .answers(416)
                .header("Content-Range", "bytes */50000")
                .then()
                .answers(200, OCTETS, bytes(50_000, 4))
                .ranges("\"v2\"", MONDAY);
        assertThat(DownloadBench.finished(bench.fetch(server.uri(PATH))).path()).hasBinaryContent(bytes(50_000, 4));
    }

    @Test
    void aPartThatIsTheWholeFileIsOnlyPutInItsPlace() throws Exception {
        server.on(PATH).answers(200, OCTETS, BYTES).ranges("\"v1\"", MONDAY);
        Path place = bench.mirror.placeOf(server.uri(PATH));
        Files.createDirectories(place.getParent());
        Files.write(place.resolveSibling("x.dat.part"), BYTES);
        new PartMetadata(server.uri(PATH).toString(), "\"v1\"", MONDAY, 300_000L, 300_000, null)
                .write(place.resolveSibling("x.dat.part-of"));

        var finished = DownloadBench.finished(bench.fetch(server.uri(PATH)));

        assertThat(finished.path()).hasBinaryContent(BYTES);
        assertThat(finished.sha256()).isEqualTo(sha256(BYTES));
        assertThat(server.requests()).hasSize(1);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void whatACancelledFetchLeftIsGoneOnFrom() throws Exception {
        byte[] large = bytes(2_000_000, 7); // several batches, so that some are on disk before the rest arrives
        var release = new CompletableFuture<Void>();
        server.on(PATH)
                .answers(200, OCTETS, large)
                .ranges("\"v1\"", MONDAY)
                .holdsAfter(1_500_000, release)
                .then()
                .answers(200, OCTETS, large)
                .ranges("\"v1\"", MONDAY);
        var written = new CompletableFuture<Void>();
        var downloader = bench.downloader(); // one: another one would be refused until the first has let go of the file
        var download = DownloadBench.download(server.uri(PATH), null, null, null);
        var reading = downloader
                .fetch(download, RequestContext.NONE)
                .subscribe()
                .with(step -> {
                    if (step instanceof Advanced) {
                        written.complete(null);
                    }
                });
        written.get(WaitLimit.SECONDS, TimeUnit.SECONDS);

        reading.cancel();

        server.requests().get(0).hungUp().get(WaitLimit.SECONDS, TimeUnit.SECONDS);
        var finished = DownloadBench.finished(downloader
                .fetch(download, RequestContext.NONE)
                .collect()
                .asList()
                .await()
                .atMost(WaitLimit.TIME));
        assertThat(finished.path()).hasBinaryContent(large);
        assertThat(finished.sha256()).isEqualTo(sha256(large));
        assertThat(server.requests().get(1).header("Range").orElseThrow()).matches("bytes=[1-9]\\d+-");
    }

    @Test
    void aStalledBodyIsTriedAgain() throws Exception {
        bench.close();
        bench = new DownloadBench(files, new Mirror(files), 8, Duration.ofSeconds(3));
        server.on(PATH)
                .answers(200, OCTETS, BYTES)
                .ranges("\"v1\"", MONDAY)
                .stallsAfter(100_000)
                .then()
                .answers(200, OCTETS, BYTES)
                .ranges("\"v1\"", MONDAY);
        assertThat(DownloadBench.finished(bench.fetch(server.uri(PATH))).path()).hasBinaryContent(BYTES);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aBusyArchiveIsWaitedForAndSaysSo() {
        server.on(PATH).answers(503).retryAfter("0").then().answers(429).then().answers(200, OCTETS, BYTES);
        var throttled = new java.util.concurrent.CopyOnWriteArrayList<String>();
        var notices = RequestContext.of(new UpstreamListener() {
            @Override
            public void throttled(String host, String detail, java.util.Optional<Duration> retryAfter) {
                throttled.add(host);
            }

            @Override
            public void degraded(String host, String detail) {}
        });
        var steps = bench.downloader()
                .fetch(DownloadBench.download(server.uri(PATH), null, null, null), notices)
                .collect()
                .asList()
                .await()
                .atMost(WaitLimit.TIME);
        assertThat(DownloadBench.finished(steps).path()).hasBinaryContent(BYTES);
        assertThat(DownloadBench.finished(steps).attempts()).isEqualTo(1);
        assertThat(throttled).hasSize(2).containsOnly("127.0.0.1:" + server.port());
    }

    @Test
    void anErrorPageNeverLands() {
        server.on(PATH).errorPage(404);
        assertProblem(ProblemType.REFUSED, "404");
        assertThat(server.requests()).hasSize(1);
        assertThat(everything()).isEmpty();
    }

    @Test
    void aWebPageWithStatus200IsNoFile() {
        server.on(PATH).errorPage(200).then().answers(200, OCTETS, BYTES);
        assertThat(DownloadBench.finished(bench.fetch(server.uri(PATH))).path()).hasBinaryContent(BYTES);

        server.on(PATH + "2").errorPage(200);
        assertThatThrownBy(() -> bench.fetch(server.uri(PATH + "2")))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.kind()).isEqualTo(ProblemType.CORRUPT))
                .hasMessageContaining("web page");
        assertThat(server.requests(PATH + "2")).hasSize(4);
        assertThat(files.resolve("127.0.0.1_" + server.port() + PATH + "2")).doesNotExist();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aWebPageThatIsTheProductIsKept() {
        server.on("/obs/report.html").errorPage(200);
        assertThat(DownloadBench.finished(bench.fetch(server.uri("/obs/report.html")))
                        .bytes())
                .isPositive();
    }

    @Test
    void aLengthLargerThanTheBodyIsTriedAgain() {
        server.on(PATH)
                .answers(200, OCTETS, BYTES)
                .contentLength(400_000)
                .then()
                .answers(200, OCTETS, BYTES);
        assertThat(DownloadBench.finished(bench.fetch(server.uri(PATH))).path()).hasBinaryContent(BYTES);

        server.on(PATH + "2").answers(200, OCTETS, BYTES).contentLength(400_000);
        assertThatThrownBy(() -> bench.fetch(server.uri(PATH + "2")))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.kind()).isEqualTo(ProblemType.CORRUPT));
    }

    @Test
    void aLengthSmallerThanTheFileIsNoticedByItsStructure() {
        byte[] zip = gzip(BYTES);
        String path = "/obs/x.dat.gz";
        server.on(path).answers(200, OCTETS, zip).contentLength(1000).then().answers(200, OCTETS, zip);
        var finished = DownloadBench.finished(bench.fetch(server.uri(path)));
        assertThat(finished.path()).hasBinaryContent(zip);
        assertThat(finished.verified()).containsExactly("size", "gzip");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aFileThatOnlyBeginsLikeGzipIsTakenWhenItComesTheSameTwice() {
        byte[] chance = bytes(50_000, 9);
        chance[0] = 0x1f;
        chance[1] = (byte) 0x8b;
        server.on("/obs/x.dat").answers(200, OCTETS, chance);
        server.on("/obs/x.dat.gz").answers(200, OCTETS, chance);

        var finished = DownloadBench.finished(bench.fetch(server.uri("/obs/x.dat")));

        assertThat(finished.path()).hasBinaryContent(chance);
        assertThat(finished.verified()).containsExactly("size");
        assertThat(server.requests()).hasSize(2);
        assertThatThrownBy(() -> bench.fetch(server.uri("/obs/x.dat.gz"))).hasMessageContaining("gzip");
    }

    @Test
    void aBodyCutInSilenceIsNoticed() {
        byte[] zip = gzip(BYTES);
        String path = "/obs/x.dat.gz";
        server.on(path)
                .answers(200, OCTETS, java.util.Arrays.copyOf(zip, 1000))
                .chunked()
                .then()
                .answers(200, OCTETS, zip)
                .chunked();
        var finished = DownloadBench.finished(bench.fetch(server.uri(path)));
        assertThat(finished.path()).hasBinaryContent(zip);
        assertThat(finished.verified()).containsExactly("gzip");

        server.on("/obs/x.gif")
                .answers(200, "image/gif", gif(1000))
                .chunked()
                .then()
                .answers(200, "image/gif", gif(36_000))
                .chunked();
        var gif = DownloadBench.download(server.uri("/obs/x.gif"), null, 35_000L, null);
        assertThat(DownloadBench.finished(bench.fetch(gif)).bytes()).isEqualTo(36_000);
    }

    @Test
    void aLastChunkThatNeverComesIsTriedAgain() {
        server.on(PATH)
                .answers(200, OCTETS, BYTES)
                .chunked()
                .dropsAfter(100_000)
                .then()
                .answers(200, OCTETS, BYTES)
                .chunked();
        assertThat(DownloadBench.finished(bench.fetch(server.uri(PATH))).path()).hasBinaryContent(BYTES);
    }

    @Test
    void theExactSizeOfAListingIsHeldTo() {
        server.on(PATH).answers(200, OCTETS, BYTES);
        var download = DownloadBench.download(server.uri(PATH), 300_001L, null, null);
        assertThatThrownBy(() -> bench.fetch(download))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.kind()).isEqualTo(ProblemType.CORRUPT));
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void theZipOfAGzNameIsKeptAsItIs() {
        byte[] zip = gzip(fits(BYTES));
        server.on("/obs/x.fits.gz").answers(200, OCTETS, zip).header("Content-Encoding", "x-gzip");
        assertThat(DownloadBench.finished(bench.fetch(server.uri("/obs/x.fits.gz")))
                        .path())
                .hasBinaryContent(zip);
    }

    @Test
    void aZipForTheWayOnlyIsUnzipped() {
        server.on("/obs/x.log").answers(200, "text/plain", gzip(BYTES)).header("Content-Encoding", "gzip");
        var finished = DownloadBench.finished(bench.fetch(server.uri("/obs/x.log")));
        assertThat(finished.path()).hasBinaryContent(BYTES);
        assertThat(finished.sha256()).isEqualTo(sha256(BYTES));
    }

    @Test
    void anEncodingNobodyAskedForIsOfTheStoredFile() {
        server.on(PATH).answers(200, OCTETS, BYTES).header("Content-Encoding", "br");
        assertThat(DownloadBench.finished(bench.fetch(server.uri(PATH))).path()).hasBinaryContent(BYTES);
    }

    @Test
    void aRedirectLoopEndsAndAPrivateAddressIsNotReached() {
        server.on(PATH).redirectsTo(server.uri(PATH));
        assertProblem(ProblemType.MALFORMED, "redirect");

        server.on(PATH).redirectsTo("http://10.1.2.3/x.dat");
        assertProblem(ProblemType.EGRESS_REFUSED, "10.1.2.3");
        assertThat(everything()).isEmpty();
    }

    @Test
    void aFileTooLargeIsNotBegun() {
        server.on(PATH).answersZeros(2L << 30);
        assertProblem(ProblemType.TOO_LARGE, "larger than");
        assertThat(everything()).isEmpty();
    }

    @Test
    void anEndlessBodyEndsAtTheLimit() {
        server.on(PATH).answersZeros(50 << 20).chunked();
        var small = new DownloadBench.Config(Duration.ZERO, 1 << 20, 0, 1 << 20);
        assertThatThrownBy(() -> bench.downloader(small)
                        .fetch(DownloadBench.download(server.uri(PATH), null, null, null), RequestContext.NONE)
                        .collect()
                        .asList()
                        .await()
                        .atMost(WaitLimit.TIME))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.kind()).isEqualTo(ProblemType.TOO_LARGE));
        assertThat(server.requests().get(0).hungUp()).succeedsWithin(WaitLimit.TIME);
    }

    @Test
    void aDiskWithoutRoomTakesNothing() {
        server.on(PATH).answers(200, OCTETS, BYTES);
        var full = new DownloadBench.Config(Duration.ZERO, 1 << 30, Long.MAX_VALUE / 2, 1 << 20);
        assertThatThrownBy(() -> bench.downloader(full)
                        .fetch(DownloadBench.download(server.uri(PATH), null, null, null), RequestContext.NONE)
                        .collect()
                        .asList()
                        .await()
                        .atMost(WaitLimit.TIME))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.kind()).isEqualTo(ProblemType.STORAGE));
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void anUnchangedFileCostsOneQuestionAndNoBody() {
        server.on(PATH).answers(200, OCTETS, BYTES).ranges("\"v1\"", MONDAY);
        var first = DownloadBench.finished(bench.fetch(server.uri(PATH)));

        var again = DownloadBench.finished(bench.fetch(server.uri(PATH)));

        assertThat(again.unchanged()).isTrue();
        assertThat(again.sha256()).isEqualTo(first.sha256());
        assertThat(again.attempts()).isZero();
        assertThat(server.requests().get(1).header("If-None-Match")).contains("\"v1\"");
        assertThat(server.requests().get(1).bytesSent()).isZero();
    }

    @Test
    void aServerThatKnowsNoConditionsIsNotReadEither() {
        server.on(PATH).answers(200, OCTETS, BYTES).validators("\"v1\"", MONDAY);
        bench.fetch(server.uri(PATH));
        assertThat(DownloadBench.finished(bench.fetch(server.uri(PATH))).unchanged())
                .isTrue();
    }

    @Test
    void whatTheListingSaysExactlySparesTheQuestion() {
        server.on(PATH).answers(200, OCTETS, BYTES).ranges("\"v1\"", MONDAY);
        var listed = DownloadBench.download(server.uri(PATH), 300_000L, null, Instant.EPOCH);
        bench.fetch(listed);
        assertThat(DownloadBench.finished(bench.fetch(listed)).unchanged()).isTrue();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aChangedFileReplacesTheOldOne() {
        server.on(PATH).answers(200, OCTETS, BYTES).ranges("\"v1\"", MONDAY);
        bench.fetch(server.uri(PATH));
        server.on(PATH).answers(200, OCTETS, OTHERS).ranges("\"v2\"", MONDAY);
        var again = DownloadBench.finished(bench.fetch(server.uri(PATH)));
        assertThat(again.unchanged()).isFalse();
        assertThat(again.path()).hasBinaryContent(OTHERS);
    }

    @Test
    void aFileOfTheRightSizeThatNobodyKnowsIsNotTrusted() throws Exception {
        server.on(PATH).answers(200, OCTETS, BYTES).ranges("\"v1\"", MONDAY);
        Path place = bench.mirror.placeOf(server.uri(PATH));
        Files.createDirectories(place.getParent());
        Files.write(place, OTHERS);
        assertThat(DownloadBench.finished(bench.fetch(server.uri(PATH))).path()).hasBinaryContent(BYTES);
    }

    @Test
    void askedForTwiceAtOnceItIsFetchedOnce() {
        var release = new CompletableFuture<Void>();
        server.on(PATH).answers(200, OCTETS, BYTES).ranges("\"v1\"", MONDAY).holdsAfter(100_000, release);
        var downloader = bench.downloader();
        var download = DownloadBench.download(server.uri(PATH), null, null, null);
        var first = downloader
                .fetch(download, RequestContext.NONE)
                .collect()
                .asList()
                .subscribe()
                .asCompletionStage();
        server.await(PATH, 1);
        var second = downloader
                .fetch(download, RequestContext.NONE)
                .collect()
                .asList()
                .subscribe()
                .asCompletionStage();
        release.complete(null);

        assertThat(DownloadBench.finished(first.join()).unchanged()).isFalse();
        assertThat(DownloadBench.finished(second.join()).unchanged()).isTrue();
        assertThat(DownloadBench.finished(second.join()).sha256()).isEqualTo(sha256(BYTES));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void whoGivesUpDoesNotTakeTheFileFromTheOther() {
        server.on(PATH)
                .answers(200, OCTETS, BYTES)
                .ranges("\"v1\"", MONDAY)
                .stallsAfter(100_000)
                .then()
                .answers(200, OCTETS, BYTES)
                .ranges("\"v1\"", MONDAY);
        var downloader = bench.downloader();
        var download = DownloadBench.download(server.uri(PATH), null, null, null);
        var first = downloader.fetch(download, RequestContext.NONE).subscribe().with(step -> {});
        server.await(PATH, 1);
        var second = downloader
                .fetch(download, RequestContext.NONE)
                .collect()
                .asList()
                .subscribe()
                .asCompletionStage();
        var third = downloader.fetch(download, RequestContext.NONE).subscribe().with(step -> {});
        third.cancel();
        first.cancel();

        assertThat(DownloadBench.finished(second.join()).path()).hasBinaryContent(BYTES);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void anotherProcessAtTheSameFileIsWaitedForAndThenNamed() {
        server.on(PATH).answers(200, OCTETS, BYTES).ranges("\"v1\"", MONDAY).stallsAfter(1000);
        var download = DownloadBench.download(server.uri(PATH), null, null, null);
        var other = bench.downloader()
                .fetch(download, RequestContext.NONE)
                .subscribe()
                .with(step -> {});
        server.await(PATH, 1);
        assertThatThrownBy(() -> bench.fetch(download))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.kind()).isEqualTo(ProblemType.UNAVAILABLE))
                .hasMessageContaining("another process");
        other.cancel();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void nobodyAskingNothingIsRead() throws Exception {
        server.on(PATH).answersZeros(64 << 20);
        var reader = AssertSubscriber.<TransferEvent>create(1);
        bench.downloader()
                .fetch(DownloadBench.download(server.uri(PATH), null, null, null), RequestContext.NONE)
                .subscribe()
                .withSubscriber(reader);
        reader.awaitItems(1, WaitLimit.TIME);
        server.await(PATH, 1);
        reader.request(1).awaitItems(2, WaitLimit.TIME);
        assertThat(server.requests().get(0).answered()).isNotDone();
        assertThat(server.requests().get(0).bytesSent()).isLessThan(32 << 20);
        reader.cancel();
        server.requests().get(0).hungUp().get(WaitLimit.SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void aLinkInTheMirrorLeadsNowhere() throws Exception {
        server.on(PATH).answers(200, OCTETS, BYTES);
        Path outside = Files.createDirectories(files.resolve("outside"));
        Path host = Files.createDirectories(files.resolve("127.0.0.1_" + server.port()));
        Files.createSymbolicLink(host.resolve("FTP"), outside);
        assertProblem(ProblemType.UNSAFE_NAME, "symbolic link");
        assertThat(outside).isEmptyDirectory();
    }

    private static byte[] gif(int length) {
        byte[] gif = bytes(length, 5);
        System.arraycopy("GIF89a".getBytes(StandardCharsets.US_ASCII), 0, gif, 0, 6);
        return gif;
    }

    private static TransferEvent retrying(List<TransferEvent> steps) {
        return steps.stream().filter(Retrying.class::isInstance).findFirst().orElseThrow();
    }
}
