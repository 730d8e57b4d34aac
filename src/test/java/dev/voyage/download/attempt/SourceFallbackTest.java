package dev.voyage.download.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.download.DownloadBench;
import dev.voyage.download.SummedFits;
import dev.voyage.download.source.Download;
import dev.voyage.download.source.FileSource;
import dev.voyage.download.source.MountMode;
import dev.voyage.download.source.TransferEvent;
import dev.voyage.download.source.TransferEvent.Retrying;
import dev.voyage.download.source.TransferEvent.Started;
import dev.voyage.problem.Problem;
import dev.voyage.testsupport.ScriptedServer;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.upstream.RequestContext;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file with several sources: the first usable one is used, and the reason is reported. */
class SourceFallbackTest {

    private static final String PATH = "/FTP/obs//x.dat";
    private static final String KEY = "/bucket/obs/x.dat";
    private static final String OCTETS = "application/octet-stream";
    private static final String LONG_AGO = "Mon, 02 Nov 2020 20:20:00 GMT";
    private static final Instant WRITTEN = Instant.parse("2019-05-06T07:08:09Z");

    private final byte[] bytes = new byte[5_000_000];
    private final ScriptedServer server = ScriptedServer.start();

    @TempDir
    private Path directory;

    private DownloadBench bench;
    private Path mounted;

    @BeforeEach
    void begin() throws IOException {
        new Random(1).nextBytes(bytes);
        bench = new DownloadBench(directory.resolve("files"));
        mounted = directory.resolve("x.dat");
        Files.write(mounted, bytes);
        Files.setLastModifiedTime(mounted, FileTime.from(WRITTEN));
    }

    @AfterEach
    void end() {
        bench.close();
        server.close();
    }

    private FileSource mount() {
        return new FileSource.Mounted(mounted, 5_000_000L, WRITTEN);
    }

    private FileSource bucket() {
        return new FileSource.Bucket(server.uri(KEY), 5_000_000L, "\"etag\"");
    }

    private FileSource web() {
        return new FileSource.Web(server.uri(PATH), null, null);
    }

    private Download by(FileSource... ways) {
        return new Download(server.uri(PATH), null, null, List.of(ways), List.of());
    }

    private void theWebHasIt() {
        server.on(PATH).answers(200, OCTETS, bytes).ranges("\"v1\"", LONG_AGO);
    }

    private void theBucketHasIt() {
        server.on(KEY).answers(200, OCTETS, bytes).ranges("\"etag\"", LONG_AGO);
    }

    @Test
    void aMountedFileIsCopiedAndNobodyIsAsked() throws IOException {
        var steps = bench.fetch(by(mount(), bucket(), web()));

        var finished = DownloadBench.finished(steps);
        assertThat(finished.source()).isEqualTo("mount");
        assertThat(finished.reason()).isEqualTo("in the mounted archive");
        assertThat(finished.path())
                .isEqualTo(bench.mirror.placeOf(server.uri(PATH)))
                .hasBinaryContent(bytes);
        assertThat(finished.modified()).isEqualTo(WRITTEN);
        assertThat(Files.getLastModifiedTime(finished.path()).toInstant()).isEqualTo(WRITTEN);
        assertThat(finished.verified()).containsExactly("size");
        assertThat(steps.get(0)).isEqualTo(new Started("mount", 1, 0));
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aMountedFileThatIsTheSameIsNotCopiedAgain() throws IOException {
        bench.fetch(by(mount()));
        assertThat(DownloadBench.finished(bench.fetch(by(mount()))).unchanged()).isTrue();

        Files.write(mounted, new byte[5_000_000]);
        Instant later = WRITTEN.plusSeconds(1);
        Files.setLastModifiedTime(mounted, FileTime.from(later));
        var changed = DownloadBench.finished(bench.fetch(by(new FileSource.Mounted(mounted, 5_000_000L, later))));

        assertThat(changed.unchanged()).isFalse();
        assertThat(changed.path()).hasBinaryContent(new byte[5_000_000]);
    }

    @Test
    void whatTheMountDoesNotHaveComesFromTheBucket() throws IOException {
        theBucketHasIt();
        Files.delete(mounted);

        var steps = bench.fetch(by(mount(), bucket(), web()));

        var finished = DownloadBench.finished(steps);
        assertThat(finished.source()).isEqualTo("s3");
        assertThat(finished.reason())
                .isEqualTo("in the bucket at 127.0.0.1; not in the mounted archive: it is not there");
        assertThat(finished.path()).hasBinaryContent(bytes);
        assertThat(steps).filteredOn(Retrying.class::isInstance).hasSize(1);
        assertThat(server.requests(PATH)).isEmpty();
    }

    @Test
    void whatTheBucketRefusesComesFromTheArchive() {
        theWebHasIt();
        server.on(KEY).answers(503).retryAfter("100");

        var finished = DownloadBench.finished(bench.fetch(by(bucket(), web())));

        assertThat(finished.source()).isEqualTo("https");
        assertThat(finished.reason())
                .startsWith("linked by the archive; not in the bucket at 127.0.0.1: ")
                .contains("503");
        assertThat(server.requests(KEY)).hasSize(1);
    }

    @Test
    void anObjectOfAnotherSizeIsNotTheFile() {
        theWebHasIt();
        server.on(KEY).answers(200, OCTETS, new byte[4_000_000]);

        var finished = DownloadBench.finished(bench.fetch(by(bucket(), web())));

        assertThat(finished.source()).isEqualTo("https");
        assertThat(finished.path()).hasBinaryContent(bytes);
    }

    @Test
    void aBucketThatBreaksOffIsAskedForTheRestWhileItGetsAhead() {
        server.on(KEY)
                .answers(200, OCTETS, bytes)
                .ranges("\"etag\"", LONG_AGO)
                .dropsAfter(3_000_000)
                .then()
                .answers(200, OCTETS, bytes)
                .ranges("\"etag\"", LONG_AGO);

        var finished = DownloadBench.finished(bench.fetch(by(bucket(), web())));

        assertThat(finished.source()).isEqualTo("s3");
        assertThat(finished.path()).hasBinaryContent(bytes);
        assertThat(server.requests(KEY).get(1).header("If-Range")).contains("\"etag\"");
        assertThat(server.requests(PATH)).isEmpty();
    }

    @Test
    void validatorsOfOneWayAreNotShownToAnother() {
        theBucketHasIt();
        theWebHasIt();
        bench.fetch(by(bucket()));

        var finished = DownloadBench.finished(bench.fetch(by(web())));

        assertThat(finished.unchanged()).isFalse();
        assertThat(server.requests(PATH).get(0).header("If-None-Match")).isEmpty();
    }

    @Test
    void whereItIsWantedAMountedFileIsLinkedAndReadAndLeftAlone() throws IOException {
        var link = new DownloadBench.Config(Duration.ZERO, 1 << 30, 0, 1 << 20, MountMode.LINK);
        var steps = bench.downloader(link)
                .fetch(by(mount()), RequestContext.NONE)
                .collect()
                .asList()
                .await()
                .atMost(WaitLimit.TIME);

        var finished = DownloadBench.finished(steps);
        assertThat(Files.isSameFile(finished.path(), mounted)).isTrue();
        assertThat(Files.getLastModifiedTime(mounted).toInstant()).isEqualTo(WRITTEN);
        assertThat(finished.verified()).containsExactly("size");
        assertThat(finished.modified()).isEqualTo(WRITTEN);
        assertThat(steps.get(0)).isEqualTo(new Started("mount", 1, 0));
        assertThat(DownloadBench.finished(bench.fetch(by(mount()))).unchanged()).isTrue();
        try (var beside = Files.list(finished.path().getParent())) {
            assertThat(beside).containsExactly(finished.path());
        }
    }

    @Test
    void aMountedFileThatIsNotWholeIsNotTaken() throws IOException {
        mountedIs(gzipped());
        theWebHasIt();

        for (MountMode how : MountMode.values()) {
            assertThat(DownloadBench.finished(taking(how, web())).source())
                    .as(how.name())
                    .isEqualTo("https");
        }
        assertThat(mounted).exists();
    }

    @Test
    void aPageThatLiesWhereTheFileShouldIsNotTaken() throws IOException {
        mountedIs("<html><body>moved</body></html>".getBytes(StandardCharsets.US_ASCII));
        theWebHasIt();

        for (MountMode how : MountMode.values()) {
            var finished = DownloadBench.finished(taking(how, web()));
            assertThat(finished.source()).as(how.name()).isEqualTo("https");
            assertThat(finished.reason()).as(how.name()).contains("a web page came instead of the file");
        }
    }

    @Test
    void aMountedFileThatDisagreesWithItsOwnSumsIsTakenTheSecondTime() throws IOException {
        mountedIs(SummedFits.damaged(SummedFits.FILE.length - 2880));

        for (MountMode how : MountMode.values()) {
            bench.close();
            bench = new DownloadBench(directory.resolve(how.name()));
            var steps = taking(how);
            assertThat(DownloadBench.finished(steps).verified()).as(how.name()).containsExactly("size", "fits");
            assertThat(steps.stream().filter(Retrying.class::isInstance))
                    .as(how.name())
                    .hasSize(1);
        }
    }

    private void mountedIs(byte[] content) throws IOException {
        Files.write(mounted, content);
        Files.setLastModifiedTime(mounted, FileTime.from(WRITTEN));
    }

    /** Downloads the mounted file in this mode if it is intact, otherwise from one of the other sources. */
    private List<TransferEvent> taking(MountMode how, FileSource... others) throws IOException {
        var ways = new ArrayList<FileSource>(List.of(new FileSource.Mounted(mounted, Files.size(mounted), WRITTEN)));
        ways.addAll(List.of(others));
        var config = new DownloadBench.Config(Duration.ZERO, 1 << 30, 0, 1 << 20, how);
        return bench.downloader(config)
                .fetch(by(ways.toArray(FileSource[]::new)), RequestContext.NONE)
                .collect()
                .asList()
                .await()
                .atMost(WaitLimit.TIME);
    }

    /** The gzip file, truncated. */
    private byte[] gzipped() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return Arrays.copyOf(out.toByteArray(), out.size() - 9);
    }

    @Test
    void anObjectIsHeldToTheSumThatTheBucketKeeps() throws Exception {
        theWebHasIt();
        byte[] damaged = bytes.clone();
        damaged[1_000_000] ^= 1;
        server.on(KEY).answers(200, OCTETS, damaged).header("x-amz-checksum-sha256", sha256());

        var finished = DownloadBench.finished(bench.fetch(by(bucket(), web())));

        assertThat(finished.source()).isEqualTo("https");
        assertThat(finished.reason()).contains("sha256");
        assertThat(finished.path()).hasBinaryContent(bytes);
        assertThat(server.requests(KEY).get(0).header("x-amz-checksum-mode")).contains("ENABLED");
    }

    @Test
    void anObjectWithTheRightSumIsVerifiedByIt() throws Exception {
        server.on(KEY).answers(200, OCTETS, bytes).header("x-amz-checksum-sha256", sha256());

        assertThat(DownloadBench.finished(bench.fetch(by(bucket()))).verified()).containsExactly("size", "s3-checksum");
    }

    private String sha256() throws NoSuchAlgorithmException {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void whenNoWayWorksTheLastOneSaysWhy() throws IOException {
        Files.delete(mounted);
        server.on(PATH).answers(404);

        assertThatThrownBy(() -> bench.fetch(by(mount(), web())))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("404");
    }

    @Test
    void aCopyThatWasBrokenOffGoesOn() {
        var downloader = bench.downloader();
        var watcher = downloader
                .fetch(by(mount()), RequestContext.NONE)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(2));
        watcher.awaitItems(2, WaitLimit.TIME);
        watcher.cancel();

        var steps = downloader
                .fetch(by(mount()), RequestContext.NONE)
                .collect()
                .asList()
                .await()
                .atMost(WaitLimit.TIME);

        assertThat(DownloadBench.finished(steps).path()).hasBinaryContent(bytes);
        assertThat(steps.get(0)).isInstanceOf(Started.class);
        assertThat(((Started) steps.get(0)).resumedFrom()).isPositive();
    }
}
