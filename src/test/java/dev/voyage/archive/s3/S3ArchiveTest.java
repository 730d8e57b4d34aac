package dev.voyage.archive.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.archive.S3List;
import dev.voyage.archive.listing.ListingConfig;
import dev.voyage.archive.listing.ListingItem;
import dev.voyage.archive.walk.HttpArchive;
import dev.voyage.demo.DemoArchive;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.Received;
import dev.voyage.testsupport.ScriptedServer;
import dev.voyage.testsupport.Settings;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.testsupport.http.LoopbackHttp;
import dev.voyage.upstream.RequestContext;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3ArchiveTest {

    private static final Duration LONG = WaitLimit.TIME;
    private static final URI WEB = URI.create("https://heasarc.gsfc.nasa.gov/FTP/chandra/4//554/");
    private static final String KEY = "chandra/4/554/";

    private final ScriptedServer server = ScriptedServer.start();
    private final LoopbackHttp client = new LoopbackHttp();

    @AfterEach
    void end() {
        client.close();
        server.close();
    }

    @Test
    void allPagesAreListedInOrderWithWhatTheBucketKnows() {
        server.on("/bucket/")
                .answers(
                        200,
                        "application/xml",
                        S3List.page()
                                .keys(KEY, KEY + "a b+c.fits")
                                .object(KEY + "primary/", "")
                                .object(KEY + "primary/x.gz", "<ChecksumAlgorithm>SHA256</ChecksumAlgorithm>")
                                .before("t+1/="))
                .then()
                .answers(200, "application/xml", S3List.page().before("t2"))
                .then()
                .answers(200, "application/xml", S3List.lastOf(KEY + "secondary/y"));

        var listed = walk();

        Instant then = Instant.parse("2024-03-12T21:33:07Z");
        assertThat(listed)
                .containsExactly(
                        new ListingItem.Directory(WEB, 2, 0, List.of()),
                        new ListingItem.RemoteFile(
                                URI.create(WEB + "a%20b+c.fits"),
                                "554/a b+c.fits",
                                17L,
                                null,
                                null,
                                then,
                                null,
                                object("a%20b%2Bc.fits", null)),
                        new ListingItem.RemoteFile(
                                URI.create(WEB + "primary/x.gz"),
                                "554/primary/x.gz",
                                17L,
                                null,
                                null,
                                then,
                                null,
                                object("primary/x.gz", "SHA256")),
                        new ListingItem.Directory(WEB, 1, 0, List.of()),
                        new ListingItem.RemoteFile(
                                URI.create(WEB + "secondary/y"),
                                "554/secondary/y",
                                17L,
                                null,
                                null,
                                then,
                                null,
                                object("secondary/y", null)));
        String query = "list-type=2&encoding-type=url&max-keys=1000&prefix=chandra%2F4%2F554%2F";
        assertThat(server.requests())
                .extracting(Received::query)
                .containsExactly(query, query + "&continuation-token=t%2B1%2F%3D", query + "&continuation-token=t2");
        assertThat(server.requests()).allMatch(it -> it.header("Authorization").isEmpty());
    }

    @Test
    void keysThatMayNotBecomeFilesAreRefusedByName() {
        server.on("/bucket/")
                .answers(
                        200,
                        "application/xml",
                        S3List.page()
                                .keys(KEY + "good", KEY + "../evil", KEY + "a//b", KEY + "a/./b", "chandra/4/555/x")
                                .keys(KEY + "tab%09", KEY + "x.part", KEY + "d/d/d/d/x")
                                .object(KEY + "cold", "<StorageClass>GLACIER</StorageClass>")
                                .object(KEY + "colder", "<StorageClass>DEEP_ARCHIVE</StorageClass>")
                                .object(KEY + "cool", "<StorageClass>GLACIER_IR</StorageClass>")
                                .with("<EncodingType>url</EncodingType>")
                                .last());
        var listed = walk("voyage.listing.depth", "3");
        assertThat(paths(listed)).containsExactly("554/good", "554/cool");
        assertThat(((ListingItem.Directory) listed.get(0)).refused())
                .extracting(it -> it.text() + " " + it.reason())
                .containsExactly(
                        "../evil dots",
                        "a//b empty",
                        "a/./b dots",
                        "chandra/4/555/x not-below",
                        "tab\\u0009 control",
                        "x.part reserved",
                        "d/d/d/d/x too-deep",
                        "cold archived-storage",
                        "colder archived-storage");
    }

    /** An empty object marks the directory, regardless of the number of keys and pages below it. */
    @Test
    void anEmptyObjectThatStandsForADirectoryIsNoFile() {
        server.on("/bucket/")
                .answers(
                        200,
                        "application/xml",
                        S3List.page()
                                .object(KEY + "alone", 0, "")
                                .keys(KEY + "deep/a")
                                .object(KEY + "deep/b", 0, "")
                                .keys(KEY + "deep/b/c")
                                .object(KEY + "deep/b_$folder$", 0, "")
                                .object(KEY + "sub", 0, "")
                                .object(KEY + "sub%20x", 0, "")
                                .with("<EncodingType>url</EncodingType>")
                                .keys(KEY + "sub-2.dat")
                                .before("t"))
                .then()
                .answers(
                        200,
                        "application/xml",
                        S3List.page()
                                .keys(KEY + "sub.dat", KEY + "sub/x.dat", KEY + "subs/y.dat", KEY + "z")
                                .object(KEY + "zz", 0, "")
                                .last());
        var listed = walk();
        assertThat(paths(listed))
                .containsExactlyInAnyOrder(
                        "554/alone",
                        "554/deep/a",
                        "554/deep/b/c",
                        "554/sub x",
                        "554/sub-2.dat",
                        "554/sub.dat",
                        "554/sub/x.dat",
                        "554/subs/y.dat",
                        "554/z",
                        "554/zz");
        assertThat(refused(listed)).isEmpty();
        assertThat(directories(listed)).extracting(ListingItem.Directory::files).containsExactly(5, 5);
    }

    @Test
    void anObjectWithBytesAndObjectsBelowItCannotBothBeHere() {
        server.on("/bucket/")
                .answers(
                        200,
                        "application/xml",
                        S3List.page()
                                .keys(KEY + "sub", KEY + "sub/x", KEY + "sub/y/z")
                                .object(KEY + "t/", 5, "")
                                .keys(KEY + "t/u")
                                .last());
        var listed = walk();
        assertThat(paths(listed)).containsExactly("554/sub", "554/t/u");
        assertThat(refused(listed))
                .containsExactly("sub/x file-and-directory", "sub/y/z file-and-directory", "t/ empty");
    }

    @Test
    void aPartOfAListIsNoList() {
        server.on("/bucket/")
                .answers(200, "application/xml", S3List.lastOf(KEY + "x"))
                .header("Content-Range", "bytes 0-99/1000");

        assertThatThrownBy(this::walk).hasMessageContaining("a part of the document");
    }

    @Test
    void aListThatIsNotSortedHasTheSameTree() {
        server.on("/bucket/")
                .answers(
                        200,
                        "application/xml",
                        S3List.page()
                                .keys(KEY + "sub/x", KEY + "big/x")
                                .object(KEY + "sub", 0, "")
                                .keys(KEY + "big", KEY + "a")
                                .last());
        var listed = walk();
        assertThat(paths(listed)).containsExactly("554/sub/x", "554/big/x", "554/a");
        assertThat(refused(listed)).containsExactly("big file-and-directory");
    }

    private static List<String> refused(List<ListingItem> listed) {
        return directories(listed).stream()
                .flatMap(it -> it.refused().stream())
                .map(it -> it.text() + " " + it.reason())
                .toList();
    }

    private static List<ListingItem.Directory> directories(List<ListingItem> listed) {
        return listed.stream()
                .filter(ListingItem.Directory.class::isInstance)
                .map(ListingItem.Directory.class::cast)
                .toList();
    }

    @Test
    void aBucketWithoutTheDirectoryFailsTheWalk() {
        server.on("/bucket/").answers(200, "application/xml", S3List.lastOf());
        assertFails(ProblemType.NOT_FOUND, KEY);
        server.on("/bucket/").answers(200, "application/xml", S3List.lastOf(KEY, KEY + "sub/"));
        assertFails(ProblemType.NOT_FOUND, KEY);
        server.on("/bucket/")
                .answers(200, "application/xml", S3List.page().before("t"))
                .then()
                .answers(200, "application/xml", S3List.lastOf());
        assertFails(ProblemType.NOT_FOUND, KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "403,AccessDenied,REFUSED,1",
        "404,NoSuchBucket,REFUSED,1",
        "301,PermanentRedirect,REFUSED,1",
        "200,AllAccessDisabled,REFUSED,1",
        "503,SlowDown,UNAVAILABLE,4",
        "500,InternalError,UNAVAILABLE,4",
        "200,InternalError,UNAVAILABLE,4"
    })
    void anErrorIsNamedByItsCode(int status, String code, ProblemType kind, int requests) {
        server.on("/bucket/").answers(status, "application/xml", S3List.error(code));
        assertFails(kind, '"' + code + '"');
        assertThat(server.requests()).hasSize(requests);
    }

    @Test
    void whatIsNoListIsNamed() {
        server.on("/bucket/").errorPage(200);
        assertFails(ProblemType.MALFORMED, "web page");
        server.on("/bucket/").errorPage(403);
        assertFails(ProblemType.REFUSED, "403");
        server.on("/bucket/").answers(204);
        assertFails(ProblemType.MALFORMED, "204");
        server.on("/bucket/").answers(200, "application/xml", " ".repeat(3000) + S3List.lastOf("k"));
        assertThatThrownBy(() -> walk("voyage.listing.page-bytes", "3000"))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.kind()).isEqualTo(ProblemType.TOO_LARGE));
    }

    @Test
    void aBusyBucketIsAskedAgain() {
        server.on("/bucket/")
                .answers(503, "application/xml", S3List.error("SlowDown"))
                .then()
                .answers(200, "application/xml", S3List.page().keys(KEY + "a").before("t"))
                .then()
                .dropsHead()
                .then()
                .answers(200, "application/xml", S3List.lastOf(KEY + "b"))
                .dropsAfter(100)
                .then()
                .answers(200, "application/xml", S3List.lastOf(KEY + "b").replace("</ListBucketResult>", ""))
                .then()
                .answers(200, "application/xml", S3List.lastOf(KEY + "b"));
        assertThat(paths(walk())).containsExactly("554/a", "554/b");
        assertThat(server.requests()).hasSize(6);
    }

    @Test
    void aBucketMayLieElsewhere() {
        server.on("/bucket/").redirectsTo(307, server.uri("/region/?list-type=2"));
        server.on("/region/").answers(200, "application/xml", S3List.lastOf(KEY + "a"));
        assertThat(paths(walk())).containsExactly("554/a");
    }

    @Test
    void aListThatGoesInACircleEndsByName() {
        server.on("/bucket/")
                .answers(200, "application/xml", S3List.page().keys(KEY + "a").before("t"))
                .then()
                .answers(200, "application/xml", S3List.page().keys(KEY + "b").before("u"))
                .then()
                .answers(200, "application/xml", S3List.page().keys(KEY + "c").before("t"));
        var listed = walk();
        assertThat(paths(listed)).containsExactly("554/a", "554/b");
        assertThat(failed(listed)).hasMessageContaining("circle");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void aLaterPageThatFailsIsNamed() {
        server.on("/bucket/")
                .answers(200, "application/xml", S3List.page().keys(KEY + "a").before("t"))
                .then()
                .answers(403, "application/xml", S3List.error("AccessDenied"));
        var listed = walk();
        assertThat(paths(listed)).containsExactly("554/a");
        assertThat(failed(listed)).hasMessageContaining("AccessDenied");
    }

    @Test
    void limitsEndTheWalkByName() {
        server.on("/bucket/").answersBy(200, "application/xml", request -> {
            String token = "t" + request.query().length();
            return S3List.page()
                    .keys(KEY + token + "a", KEY + token + "b")
                    .before(token)
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        });
        var many = walk("voyage.listing.entries", "3");
        assertThat(paths(many)).hasSize(3);
        assertThat(failed(many)).hasMessageContaining("3 entries");
        assertThat(server.requests()).hasSize(2);
        var endless = walk("voyage.listing.pages", "2");
        assertThat(paths(endless)).hasSize(4);
        assertThat(failed(endless).kind()).isEqualTo(ProblemType.TOO_LARGE);
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void endlessEmptyPagesEndTheWalkByName() {
        var count = new java.util.concurrent.atomic.AtomicInteger();
        server.on("/bucket/").answersBy(200, "application/xml", request -> S3List.page()
                .before("t" + count.incrementAndGet())
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(failed(walk("voyage.listing.pages", "2000"))).hasMessageContaining("2000 pages");
    }

    @Test
    void aPageIsAskedForOnlyWhenTheOneBeforeIsTaken() {
        server.on("/bucket/")
                .answers(200, "application/xml", S3List.page().keys(KEY + "a").before("t"))
                .then()
                .answers(200, "application/xml", S3List.lastOf(KEY + "b"));
        var reader = archive()
                .walk(prefix(), WEB, RequestContext.NONE)
                .subscribe()
                .withSubscriber(AssertSubscriber.<ListingItem>create(1));
        reader.awaitItems(1, LONG);
        assertThat(server.requests()).hasSize(1);
        reader.request(10);
        reader.awaitCompletion(LONG);
        assertThat(paths(reader.getItems())).containsExactly("554/a", "554/b");
    }

    @Test
    void cancellingHangsUp() throws Exception {
        server.on("/bucket/")
                .answers(200, "application/xml", S3List.page().keys(KEY + "a").before("t"))
                .then()
                .answers(200, "application/xml", S3List.lastOf(KEY + "b"))
                .stallsAfter(50);
        var walk =
                archive().walk(prefix(), WEB, RequestContext.NONE).subscribe().with(it -> {});
        Received second = server.await("/bucket/", 2).get(1);
        walk.cancel();
        second.hungUp().get(WaitLimit.SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void theDemoArchivesBucketAndItsIndexPagesHaveTheSameFiles() {
        var vertx = Vertx.vertx();
        var demo = DemoArchive.start(vertx, 0, Duration.ZERO).await().atMost(LONG);
        try {
            URI web = URI.create(demo.base() + "/FTP/chandra/data/byobsid/4//554/");
            String template = demo.base() + "/s3/{bucket}/";
            String hint = """
                    {"aws": {"bucket_name": "nasa-heasarc", "region": "us-east-1", "access": "open", \
                    "key": "chandra/data/byobsid/4/554/"}}\
                    """;
            var config = Settings.of(ListingConfig.class);
            var pages = new HttpArchive(client.http(), client.patience(), config);
            var over = all(pages.walk(web, RequestContext.NONE));
            for (var buckets : List.of(
                    BucketMappings.parse(List.of(), template),
                    BucketMappings.parse(List.of(demo.base() + "/FTP/=" + demo.bucket()), template))) {
                var prefix = buckets.prefixOf(web, hint).orElseThrow();
                assertThat(buckets.prefixOf(web, null)).isIn(java.util.Optional.empty(), java.util.Optional.of(prefix));
                var listed = all(archive().walk(prefix, web, RequestContext.NONE));
                assertThat(paths(listed)).hasSize(12).containsExactlyInAnyOrderElementsOf(paths(over));
                assertThat(urls(listed)).containsExactlyInAnyOrderElementsOf(urls(over));
                assertThat(listed)
                        .filteredOn(ListingItem.Directory.class::isInstance)
                        .hasSize(3);
            }
            var nothing = new BucketPrefix(demo.bucket(), "nustar/data/obs/00/6/60061044002/");
            assertThatThrownBy(() -> all(archive().walk(nothing, web, RequestContext.NONE)))
                    .isInstanceOfSatisfying(
                            Problem.class, it -> assertThat(it.kind()).isEqualTo(ProblemType.NOT_FOUND));
            var other = new BucketPrefix(URI.create(demo.base() + "/s3/other-bucket/"), "x/");
            assertThatThrownBy(() -> all(archive().walk(other, web, RequestContext.NONE)))
                    .hasMessageContaining("\"AccessDenied\"");
        } finally {
            demo.stop().await().atMost(LONG);
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private ListingItem.S3Object object(String below, String checksum) {
        return new ListingItem.S3Object(server.uri("/bucket/" + KEY + below), "\"0123\"", checksum);
    }

    private BucketPrefix prefix() {
        return new BucketPrefix(server.uri("/bucket/"), KEY);
    }

    private S3Archive archive(String... settings) {
        return new S3Archive(client.http(), client.patience(), Settings.of(ListingConfig.class, settings));
    }

    private List<ListingItem> walk(String... settings) {
        return all(archive(settings).walk(prefix(), WEB, RequestContext.NONE));
    }

    private static List<ListingItem> all(io.smallrye.mutiny.Multi<ListingItem> walk) {
        return walk.collect().asList().await().atMost(LONG);
    }

    private void assertFails(ProblemType kind, String words) {
        assertThatThrownBy(this::walk)
                .isInstanceOfSatisfying(Problem.class, it -> {
                    assertThat(it.kind()).isEqualTo(kind);
                    assertThat(it.upstream()).contains("127.0.0.1:" + server.port());
                })
                .hasMessageContaining(words);
    }

    private static List<String> paths(List<ListingItem> listed) {
        return files(listed).stream().map(ListingItem.RemoteFile::path).toList();
    }

    private static List<URI> urls(List<ListingItem> listed) {
        return files(listed).stream().map(ListingItem.RemoteFile::url).toList();
    }

    private static List<ListingItem.RemoteFile> files(List<ListingItem> listed) {
        return listed.stream()
                .filter(ListingItem.RemoteFile.class::isInstance)
                .map(ListingItem.RemoteFile.class::cast)
                .toList();
    }

    private static Problem failed(List<ListingItem> listed) {
        return ((ListingItem.Failed) listed.get(listed.size() - 1)).problem();
    }
}
