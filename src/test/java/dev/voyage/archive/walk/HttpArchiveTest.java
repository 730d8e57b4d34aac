package dev.voyage.archive.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.archive.listing.ListingConfig;
import dev.voyage.archive.listing.ListingItem;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.Received;
import dev.voyage.testsupport.ScriptedServer;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.RetryPolicy;
import dev.voyage.upstream.UpstreamSettings;
import dev.voyage.upstream.client.VertxHttp;
import dev.voyage.upstream.egress.EgressPolicy;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpArchiveTest {

    private static final Config USUAL = new Config(4, 20, 200_000, 20_000, 1 << 24);

    private final ScriptedServer server = ScriptedServer.start();
    private final Vertx vertx = Vertx.vertx();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final UpstreamSettings quick = new UpstreamSettings(
            WaitLimit.TIME, WaitLimit.TIME, WaitLimit.TIME, 5, 3, Duration.ofMillis(1), Duration.ofMillis(2));
    private final VertxHttp http = new VertxHttp(
            vertx,
            quick,
            new UpstreamSettings.Limits(8, 10_000, 10_000),
            new EgressPolicy(List.of("127.0.0.1", "localhost")),
            "test");

    record Config(int concurrency, int depth, int entries, int pages, int pageBytes) implements ListingConfig {}

    @AfterEach
    void end() {
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        timer.shutdown();
        server.close();
    }

    @Test
    void everyFileBelowIsListedOnceWithItsPlaceBelowTheTop() {
        directory("/FTP/6//60061044002/", "event_cl/", "hk/", "pipe.log", "with%20space.txt");
        directory("/FTP/6//60061044002/event_cl/", "nu_cl.evt.gz");
        directory("/FTP/6//60061044002/hk/", "deep/", "x.hk");
        directory("/FTP/6//60061044002/hk/deep/", "y.hk");

        var listed = walk("/FTP/6//60061044002");

        assertThat(paths(listed))
                .containsExactlyInAnyOrder(
                        "60061044002/pipe.log",
                        "60061044002/with space.txt",
                        "60061044002/event_cl/nu_cl.evt.gz",
                        "60061044002/hk/x.hk",
                        "60061044002/hk/deep/y.hk");
        assertThat(listed.get(0))
                .isEqualTo(new ListingItem.Directory(server.uri("/FTP/6//60061044002/"), 2, 2, List.of()));
        assertThat(listed)
                .filteredOn(ListingItem.RemoteFile.class::isInstance)
                .extracting(it -> ((ListingItem.RemoteFile) it).url())
                .contains(
                        server.uri("/FTP/6//60061044002/with%20space.txt"),
                        server.uri("/FTP/6//60061044002/hk/deep/y.hk"));
        assertThat(server.requests()).hasSize(4).allMatch(it -> it.target().endsWith("/"));
    }

    @Test
    void filesOfTheTopComeBeforeADirectoryBelowHasAnswered() {
        var release = new CompletableFuture<Void>();
        directory("/top/", "sub/", "x.txt");
        server.on("/top/sub/")
                .answers(200, "text/html", page("/top/sub/", "y.txt"))
                .holdsHead(release);
        var reader = AssertSubscriber.<ListingItem>create(Long.MAX_VALUE);
        archive(USUAL)
                .walk(server.uri("/top/"), RequestContext.NONE)
                .subscribe()
                .withSubscriber(reader);
        reader.awaitItems(2, WaitLimit.TIME);
        assertThat(paths(reader.getItems())).containsExactly("top/x.txt");
        release.complete(null);
        reader.awaitCompletion(WaitLimit.TIME);
        assertThat(paths(reader.getItems())).containsExactly("top/x.txt", "top/sub/y.txt");
    }

    @Test
    void aLinkToItselfEndsAfterOneRoundAndIsNamed() {
        server.on("/top/").answers(200, "text/html", page("/top/", "loop/", "x.txt", "other/"));
        server.on("/top/loop/").answers(200, "text/html", page("/top/loop/", "loop/", "x.txt", "other/"));
        directory("/top/other/", "y.txt");

        var listed = walk("/top/");

        assertThat(paths(listed)).containsExactlyInAnyOrder("top/x.txt", "top/other/y.txt");
        assertThat(refused(listed)).containsExactly(new ListingItem.Refused("top/loop", "loop"));
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void aLinkToItsOwnDirectoryIsALoopWithoutAnyFileBesideIt() {
        server.on("/top/").answers(200, "text/html", page("/top/", "loop/", "part0/"));
        server.on("/top/part0/").answers(200, "text/html", page("/top/part0/", "x.txt"));
        server.on("/top/loop/").answers(200, "text/html", page("/top/loop/", "loop/", "part0/"));

        List<ListingItem> listed = walk("/top/");

        assertThat(refused(listed)).containsExactly(new ListingItem.Refused("top/loop", "loop"));
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void aLinkToADirectoryTwoAboveEndsToo() {
        for (String here : List.of("/top/", "/top/a/up/", "/top/a/up/a/up/")) {
            directory(here, "a/");
            directory(here + "a/", "up/", "x.txt");
        }
        directory("/top/a/up/a/up/a/", "up/", "x.txt");
        var listed = walk("/top/");
        assertThat(paths(listed)).containsExactly("top/a/x.txt");
        assertThat(refused(listed)).hasSize(1);
        assertThat(server.requests()).hasSizeLessThan(6);
    }

    @Test
    void directoriesWithoutFilesMayLookAlike() {
        directory("/top/", "data/");
        directory("/top/data/", "data/");
        directory("/top/data/data/", "x.txt");
        assertThat(paths(walk("/top/"))).containsExactly("top/data/data/x.txt");
    }

    @Test
    void noWalkGoesDeeperThanTheLimit() {
        for (int depth = 0; depth < 10; depth++) {
            directory("/top/" + "d/".repeat(depth), "d/", depth + ".txt");
        }
        var listed = walk(new Config(4, 3, 1000, 1000, 1 << 20), "/top/");
        assertThat(paths(listed)).hasSize(4);
        assertThat(refused(listed)).containsExactly(new ListingItem.Refused("d/", "too-deep"));
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void tooManyEntriesEndTheWalkByName() {
        directory("/top/", "a/", "b/", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        directory("/top/a/", "x");
        directory("/top/b/", "x");
        var listed = walk(new Config(4, 20, 5, 1000, 1 << 20), "/top/");
        assertThat(paths(listed)).containsExactly("top/1", "top/2", "top/3");
        assertThat(listed.get(listed.size() - 1)).isInstanceOfSatisfying(ListingItem.Failed.class, it -> assertThat(
                        it.problem().kind())
                .isEqualTo(ProblemType.TOO_LARGE));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void tooManyPagesEndTheWalkByName() {
        directory("/top/", "a/", "b/", "c/", "d/");
        for (String name : List.of("a", "b", "c", "d")) {
            directory("/top/" + name + "/", "x");
        }
        var listed = walk(new Config(1, 20, 1000, 3, 1 << 20), "/top/");
        assertThat(paths(listed)).containsExactly("top/a/x", "top/b/x");
        assertThat(listed).filteredOn(ListingItem.Failed.class::isInstance).hasSize(1);
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void aDirectoryThatCannotBeReadIsNamedAndTheOthersGoOn() {
        directory("/top/", "bad/", "good/", "later/");
        server.on("/top/bad/").errorPage(403);
        server.on("/top/later/").answers(503).then().answers(200, "text/html", page("/top/later/", "z.txt"));
        directory("/top/good/", "x.txt");
        var listed = walk("/top/");
        assertThat(paths(listed)).containsExactlyInAnyOrder("top/good/x.txt", "top/later/z.txt");
        assertThat(listed)
                .filteredOn(ListingItem.Failed.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(ListingItem.Failed.class, it -> {
                    assertThat(it.url()).isEqualTo(server.uri("/top/bad/"));
                    assertThat(it.problem().kind()).isEqualTo(ProblemType.REFUSED);
                });
    }

    @Test
    void aTopThatCannotBeReadFailsTheWalk() {
        server.on("/gone/").errorPage(404);
        assertFails("/gone/", ProblemType.REFUSED, "404");
        server.on("/json/").answers(200, "application/json", "{}");
        assertFails("/json/", ProblemType.MALFORMED, "application/json");
        server.on("/product/").answers(200, "text/html", "<html><title>Plots</title><a href='a.gif'>a</a></html>");
        assertFails("/product/", ProblemType.MALFORMED, "no index page");
        server.on("/large/").answers(200, "text/html", "<title>Index of</title>".repeat(100_000));
        assertThatThrownBy(() -> walk(new Config(1, 1, 1, 1, 1000), "/large/"))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.kind()).isEqualTo(ProblemType.TOO_LARGE));
        assertFails("/a%2e%2e%2fb/", ProblemType.UNSAFE_NAME, "encoded-slash");
        assertFails("/%2e%2e/", ProblemType.UNSAFE_NAME, "dots");
        assertFails("/x/?a=b", ProblemType.MALFORMED, "no directory");
    }

    @Test
    void aListingThatLeadsElsewhereIsNotFollowed() {
        directory("/top/", "sub/", "x.txt");
        server.on("/top/sub/").redirectsTo(server.uri("/secret/"));
        directory("/secret/", "y.txt");
        var listed = walk("/top/");
        assertThat(paths(listed)).containsExactly("top/x.txt");
        assertThat(listed)
                .filteredOn(ListingItem.Failed.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        ListingItem.Failed.class, it -> assertThat(it.problem()).hasMessageContaining("elsewhere"));
        server.on("/moved/").redirectsTo(server.uri("/top/"));
        assertFails("/moved/", ProblemType.REFUSED, "elsewhere");
    }

    @Test
    void theTopMayMoveToAnotherHostAndItsFilesWithIt() {
        URI moved = URI.create("http://localhost:" + server.port() + "/top/");
        server.on("/top/").redirectsTo(301, moved).then().answers(200, "text/html", page("/top/", "x.txt"));
        assertThat(walk("/top/"))
                .filteredOn(ListingItem.RemoteFile.class::isInstance)
                .extracting(it -> ((ListingItem.RemoteFile) it).url())
                .containsExactly(moved.resolve("x.txt"));
    }

    @Test
    void aPageWithoutTheEndOfHtmlIsWholeWhereItsListIsClosedAndItsTransferEnds() {
        String page = "<html><title>Index of</title><pre><a href=\"a\">a</a>\n</pre><hr>Questions?\n";
        server.on("/top/").answers(200, "text/html", page).chunked();
        assertThat(paths(walk("/top/"))).containsExactly("top/a");
        server.on("/other/")
                .answers(200, "text/html", page.replace("<html>", ""))
                .untilClose();
        assertThat(paths(walk("/other/"))).containsExactly("other/a");
    }

    @Test
    void aPageThatMayHaveLostItsLinkToTheNextIsNotWhole() {
        String page = "<html><title>Index of</title><table><tr><td><a href=\"a\">a</a></table>";
        server.on("/none/").answers(200, "text/html", page).untilClose();
        assertFails("/none/", ProblemType.CORRUPT, "breaks off");
        server.on("/half/")
                .answers(200, "text/html", page + "<a href='#'>Next pa")
                .chunked();
        assertFails("/half/", ProblemType.CORRUPT, "breaks off");
    }

    @Test
    void aPageCutInItsListIsAskedForAgain() {
        String cut = "<html><title>Index of</title><pre><a href=\"a.txt\">a.txt</a>\n";
        server.on("/top/")
                .answers(200, "text/html", cut)
                .untilClose()
                .then()
                .answers(200, "text/html", cut)
                .chunked()
                .then()
                .answers(200, "text/html", cut + "<a href=\"b.txt\">b.txt</a>\n</pre></html>");
        assertThat(paths(walk("/top/"))).containsExactly("top/a.txt", "top/b.txt");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void theHeadOfAnAnswerMayNameTheNextPage() {
        server.on("/top/")
                .answersBy(
                        200,
                        "text/html",
                        request -> "after=a".equals(request.query())
                                ? "<title>Index of</title><ul><li><a href='b.txt'>b.txt</a></ul>"
                                        .getBytes(StandardCharsets.UTF_8)
                                : "<title>Index of</title><ul><li><a href='a.txt'>a.txt</a></ul>"
                                        .getBytes(StandardCharsets.UTF_8))
                .header("Link", "</style.css>; rel=preload; as=style")
                .header("Link", "<?after=a>; rel=\"next\"");
        assertThat(paths(walk("/top/"))).containsExactly("top/a.txt", "top/b.txt");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void cancellingHangsUp() throws Exception {
        directory("/top/", "sub/");
        server.on("/top/sub/")
                .answers(200, "text/html", "<title>Index of</title>")
                .stallsAfter(5);
        var walk = archive(USUAL)
                .walk(server.uri("/top/"), RequestContext.NONE)
                .subscribe()
                .with(it -> {});
        Received sub = server.await("/top/sub/", 1).get(0);
        walk.cancel();
        sub.hungUp().get(WaitLimit.SECONDS, TimeUnit.SECONDS);
    }

    private HttpArchive archive(ListingConfig config) {
        return new HttpArchive(http, new RetryPolicy(quick, timer), config);
    }

    private List<ListingItem> walk(String path) {
        return walk(USUAL, path);
    }

    private List<ListingItem> walk(ListingConfig config, String path) {
        return archive(config)
                .walk(server.uri(path), RequestContext.NONE)
                .collect()
                .asList()
                .await()
                .atMost(WaitLimit.TIME);
    }

    private void assertFails(String path, ProblemType kind, String words) {
        assertThatThrownBy(() -> walk(path))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.kind()).isEqualTo(kind))
                .hasMessageContaining(words);
    }

    private void directory(String path, String... entries) {
        server.on(path).answers(200, "text/html;charset=UTF-8", page(path, entries));
    }

    private static String page(String path, String... entries) {
        var page = new StringBuilder("<html><head><title>Index of " + path + "</title></head><body>");
        page.append("<h1>Index of ").append(path).append("</h1><pre>");
        page.append("<a href=\"?C=N;O=D\">Name</a><hr><a href=\"../\">Parent Directory</a>\n");
        for (String entry : entries) {
            page.append("<a href=\"").append(entry).append("\">x</a> 2020-11-06 20:20  1K\n");
        }
        return page.append("</pre></body></html>").toString();
    }

    private static List<String> paths(List<ListingItem> listed) {
        return listed.stream()
                .filter(ListingItem.RemoteFile.class::isInstance)
                .map(it -> ((ListingItem.RemoteFile) it).path())
                .toList();
    }

    private static List<ListingItem.Refused> refused(List<ListingItem> listed) {
        return listed.stream()
                .filter(ListingItem.Directory.class::isInstance)
                .flatMap(it -> ((ListingItem.Directory) it).refused().stream())
                .toList();
    }
}
