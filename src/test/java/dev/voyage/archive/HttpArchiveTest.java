package dev.voyage.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.http.EgressPolicy;
import dev.voyage.http.HostLimits;
import dev.voyage.http.HttpConfig;
import dev.voyage.http.Notices;
import dev.voyage.http.Patience;
import dev.voyage.http.VertxHttp;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.testsupport.Received;
import dev.voyage.testsupport.ScriptedServer;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.Vertx;
import java.net.URI;
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
    private final Quick quick = new Quick(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            5,
            3,
            Duration.ofMillis(1),
            Duration.ofMillis(2));
    private final VertxHttp http = new VertxHttp(
            vertx, quick, new Limits(8, 10_000, 10_000), new EgressPolicy(List.of("127.0.0.1", "localhost")), "test");

    record Config(int concurrency, int depth, int entries, int pages, int pageBytes) implements ListingConfig {}

    record Quick(
            Duration connectTimeout,
            Duration headTimeout,
            Duration stall,
            int redirects,
            int attempts,
            Duration firstPause,
            Duration longestPause)
            implements HttpConfig {}

    record Limits(int connections, int requestsPerSecond, int waiting) implements HostLimits {}

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
        assertThat(listed.get(0)).isEqualTo(new Listed.Directory(server.uri("/FTP/6//60061044002/"), 2, 2, List.of()));
        assertThat(listed)
                .filteredOn(Listed.RemoteFile.class::isInstance)
                .extracting(it -> ((Listed.RemoteFile) it).url())
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
        var reader = AssertSubscriber.<Listed>create(Long.MAX_VALUE);
        archive(USUAL).walk(server.uri("/top/"), Notices.NONE).subscribe().withSubscriber(reader);
        reader.awaitItems(2, Duration.ofSeconds(10));
        assertThat(paths(reader.getItems())).containsExactly("top/x.txt");
        release.complete(null);
        reader.awaitCompletion(Duration.ofSeconds(10));
        assertThat(paths(reader.getItems())).containsExactly("top/x.txt", "top/sub/y.txt");
    }

    @Test
    void aLinkToItselfEndsAfterOneRoundAndIsNamed() {
        server.on("/top/").answers(200, "text/html", page("/top/", "loop/", "x.txt", "other/"));
        server.on("/top/loop/").answers(200, "text/html", page("/top/loop/", "loop/", "x.txt", "other/"));
        directory("/top/other/", "y.txt");

        var listed = walk("/top/");

        assertThat(paths(listed)).containsExactlyInAnyOrder("top/x.txt", "top/other/y.txt");
        assertThat(refused(listed)).containsExactly(new Listed.Refused("top/loop", "loop"));
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void aLinkToItsOwnDirectoryIsALoopWithoutAnyFileBesideIt() {
        server.on("/top/").answers(200, "text/html", page("/top/", "loop/", "part0/"));
        server.on("/top/part0/").answers(200, "text/html", page("/top/part0/", "x.txt"));
        server.on("/top/loop/").answers(200, "text/html", page("/top/loop/", "loop/", "part0/"));

        List<Listed> listed = walk("/top/");

        assertThat(refused(listed)).containsExactly(new Listed.Refused("top/loop", "loop"));
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
        assertThat(refused(listed)).containsExactly(new Listed.Refused("d/", "too-deep"));
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void tooManyEntriesEndTheWalkByName() {
        directory("/top/", "a/", "b/", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        directory("/top/a/", "x");
        directory("/top/b/", "x");
        var listed = walk(new Config(4, 20, 5, 1000, 1 << 20), "/top/");
        assertThat(paths(listed)).containsExactly("top/1", "top/2", "top/3");
        assertThat(listed.get(listed.size() - 1)).isInstanceOfSatisfying(Listed.Failed.class, it -> assertThat(
                        it.problem().kind())
                .isEqualTo(Kind.TOO_LARGE));
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
        assertThat(listed).filteredOn(Listed.Failed.class::isInstance).hasSize(1);
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
                .filteredOn(Listed.Failed.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(Listed.Failed.class, it -> {
                    assertThat(it.url()).isEqualTo(server.uri("/top/bad/"));
                    assertThat(it.problem().kind()).isEqualTo(Kind.REFUSED);
                });
    }

    @Test
    void aTopThatCannotBeReadFailsTheWalk() {
        server.on("/gone/").errorPage(404);
        assertFails("/gone/", Kind.REFUSED, "404");
        server.on("/json/").answers(200, "application/json", "{}");
        assertFails("/json/", Kind.MALFORMED, "application/json");
        server.on("/product/").answers(200, "text/html", "<html><title>Plots</title><a href='a.gif'>a</a></html>");
        assertFails("/product/", Kind.MALFORMED, "no index page");
        server.on("/large/").answers(200, "text/html", "<title>Index of</title>".repeat(100_000));
        assertThatThrownBy(() -> walk(new Config(1, 1, 1, 1, 1000), "/large/"))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.kind()).isEqualTo(Kind.TOO_LARGE));
        assertFails("/a%2e%2e%2fb/", Kind.UNSAFE_NAME, "encoded-slash");
        assertFails("/%2e%2e/", Kind.UNSAFE_NAME, "dots");
        assertFails("/x/?a=b", Kind.MALFORMED, "no directory");
    }

    @Test
    void aListingThatLeadsElsewhereIsNotFollowed() {
        directory("/top/", "sub/", "x.txt");
        server.on("/top/sub/").redirectsTo(server.uri("/secret/"));
        directory("/secret/", "y.txt");
        var listed = walk("/top/");
        assertThat(paths(listed)).containsExactly("top/x.txt");
        assertThat(listed)
                .filteredOn(Listed.Failed.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        Listed.Failed.class, it -> assertThat(it.problem()).hasMessageContaining("elsewhere"));
        server.on("/moved/").redirectsTo(server.uri("/top/"));
        assertFails("/moved/", Kind.REFUSED, "elsewhere");
    }

    @Test
    void theTopMayMoveToAnotherHostAndItsFilesWithIt() {
        URI moved = URI.create("http://localhost:" + server.port() + "/top/");
        server.on("/top/").redirectsTo(301, moved).then().answers(200, "text/html", page("/top/", "x.txt"));
        assertThat(walk("/top/"))
                .filteredOn(Listed.RemoteFile.class::isInstance)
                .extracting(it -> ((Listed.RemoteFile) it).url())
                .containsExactly(moved.resolve("x.txt"));
    }

    @Test
    void cancellingHangsUp() throws Exception {
        directory("/top/", "sub/");
        server.on("/top/sub/")
                .answers(200, "text/html", "<title>Index of</title>")
                .stallsAfter(5);
        var walk = archive(USUAL)
                .walk(server.uri("/top/"), Notices.NONE)
                .subscribe()
                .with(it -> {});
        Received sub = server.await("/top/sub/", 1).get(0);
        walk.cancel();
        sub.hungUp().get(1, TimeUnit.SECONDS);
    }

    private HttpArchive archive(ListingConfig config) {
        return new HttpArchive(http, new Patience(quick, timer), config);
    }

    private List<Listed> walk(String path) {
        return walk(USUAL, path);
    }

    private List<Listed> walk(ListingConfig config, String path) {
        return archive(config)
                .walk(server.uri(path), Notices.NONE)
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private void assertFails(String path, Kind kind, String words) {
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

    private static List<String> paths(List<Listed> listed) {
        return listed.stream()
                .filter(Listed.RemoteFile.class::isInstance)
                .map(it -> ((Listed.RemoteFile) it).path())
                .toList();
    }

    private static List<Listed.Refused> refused(List<Listed> listed) {
        return listed.stream()
                .filter(Listed.Directory.class::isInstance)
                .flatMap(it -> ((Listed.Directory) it).refused().stream())
                .toList();
    }
}
