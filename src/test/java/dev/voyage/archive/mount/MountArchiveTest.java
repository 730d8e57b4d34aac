package dev.voyage.archive.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.archive.listing.ListingConfig;
import dev.voyage.archive.listing.ListingItem;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.Settings;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.upstream.RequestContext;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountArchiveTest {

    private static final String BASE = "https://heasarc.gsfc.nasa.gov/FTP/";
    private static final Instant THEN = Instant.parse("2020-11-06T20:20:21Z");

    @TempDir
    Path temp;

    private final ExecutorService disk = Executors.newSingleThreadExecutor(task -> new Thread(task, "disk"));

    @AfterEach
    void end() {
        disk.shutdownNow();
    }

    @Test
    void everyFileIsListedOnceWithExactSizeAndTime() throws Exception {
        file("6/60061044002/pipe.log", 7);
        file("6/60061044002/event_cl/nu_cl.evt.gz", 0);
        file("6/60061044002/hk/deep/a b+c#d%25é.hk", 3);
        file("6/60061044002x/other", 3);

        var listed = walk("6//60061044002");

        String top = BASE + "6//60061044002/";
        assertThat(listed)
                .containsExactly(
                        new ListingItem.Directory(URI.create(top), 1, 2, List.of()),
                        remote(top + "pipe.log", "60061044002/pipe.log", 7),
                        new ListingItem.Directory(URI.create(top + "event_cl/"), 1, 0, List.of()),
                        remote(top + "event_cl/nu_cl.evt.gz", "60061044002/event_cl/nu_cl.evt.gz", 0),
                        new ListingItem.Directory(URI.create(top + "hk/"), 0, 1, List.of()),
                        new ListingItem.Directory(URI.create(top + "hk/deep/"), 1, 0, List.of()),
                        remote(top + "hk/deep/a%20b+c%23d%2525%C3%A9.hk", "60061044002/hk/deep/a b+c#d%25é.hk", 3));
    }

    @Test
    void whatIsListedLiesWhereItsAddressSays() throws Exception {
        file("top/a b+c#d%25é;,@&=.hk", 3);
        for (ListingItem.RemoteFile file : files(walk("top"))) {
            MountedFile found = archive("200000").file(file.url()).await().atMost(WaitLimit.TIME);
            assertThat(Files.size(found.place())).isEqualTo(file.bytes()).isEqualTo(found.bytes());
            assertThat(found.modified()).isEqualTo(file.modified());
        }
    }

    @Test
    void hiddenNamesPipesAndBrokenLinksAreRefusedByName() throws Exception {
        file("top/a", 1);
        file("top/.hidden", 1);
        file("top/.git/config", 1);
        file("top/b.part", 1);
        link("top/broken", "nowhere");
        link("top/c1", "c2");
        link("top/c2", "c1");
        link("top/device", "/dev/null");
        var made = new ProcessBuilder("mkfifo", root().resolve("top/fifo").toString()).start();
        assertThat(made.waitFor()).isZero();

        var listed = walk("top/");

        assertThat(paths(listed)).containsExactly("top/a");
        assertThat(refused(listed))
                .containsExactlyInAnyOrder(
                        ".hidden hidden",
                        ".git hidden",
                        "b.part reserved",
                        "broken broken-link",
                        "c1 broken-link",
                        "c2 broken-link",
                        "device outside",
                        "fifo special");
    }

    @Test
    void aLoopEndsAndIsNamed() throws Exception {
        file("top/a/x", 1);
        link("top/loop", ".");
        link("top/a/up", "../..");
        link("top/a/top", "..");
        var listed = walk("top/");
        assertThat(paths(listed)).containsExactly("top/a/x");
        assertThat(refused(listed)).containsExactly("loop loop", "top loop", "up loop");
    }

    @Test
    void linksInsideTheMountAreFollowedButNoDirectoryTwice() throws Exception {
        file("shared/cal/c.fits", 5);
        file("top/v1/x", 1);
        file("top/.versions/3/y", 2);
        link("top/alias", "v1");
        link("top/cal", "../shared/cal");
        link("top/cal2", "../shared");
        link("top/current", ".versions/3");
        link("top/file", "../shared/cal/c.fits");
        var listed = walk("top/");
        assertThat(paths(listed)).containsExactlyInAnyOrder("top/file", "top/v1/x", "top/cal/c.fits", "top/current/y");
        assertThat(files(listed)).extracting(ListingItem.RemoteFile::bytes).containsExactly(5L, 1L, 5L, 2L);
        assertThat(refused(listed))
                .containsExactlyInAnyOrder(".versions hidden", "top/alias twice", "top/cal2/cal twice");
    }

    @Test
    void nothingOutsideTheMountIsShown() throws Exception {
        Files.createDirectories(temp.resolve("secret"));
        Files.writeString(temp.resolve("secret/key"), "k");
        file("top/a", 1);
        link("top/out", "../../secret");
        link("top/key", "../../secret/key");
        link("way-out", "../secret");
        var listed = walk("top/");
        assertThat(paths(listed)).containsExactly("top/a");
        assertThat(refused(listed)).containsExactlyInAnyOrder("out outside", "key outside");
        assertFails("way-out/", ProblemType.UNSAFE_NAME, "link");
        assertThatThrownBy(() ->
                        archive("9").file(URI.create(BASE + "top/key")).await().atMost(WaitLimit.TIME))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("link");
    }

    @Test
    void aTopThatIsNotThereFailsTheWalkAndTellsNoPlaceOfThisMachine() throws Exception {
        file("top/a", 1);
        assertFails("gone/", ProblemType.NOT_FOUND, BASE + "gone/");
        assertFails("top/a/", ProblemType.NOT_FOUND, BASE + "top/a/");
        assertFails("top/a/b/", ProblemType.NOT_FOUND, BASE + "top/a/b/");
        assertFails("top/?x", ProblemType.MALFORMED, "no directory");
        assertFails("%2e%2e/", ProblemType.UNSAFE_NAME, "dots");
        var none = new MountArchive(Mounts.parse(List.of()), config("9"), disk);
        assertThatThrownBy(() -> all(none, "top/")).isInstanceOfSatisfying(Problem.class, it -> assertThat(it.kind())
                .isEqualTo(ProblemType.NOT_CONFIGURED));
    }

    @Test
    void aDirectoryThatMayNotBeReadIsNamedAndTheOthersGoOn() throws Exception {
        file("top/a", 1);
        file("top/bad/x", 1);
        file("top/good/y", 1);
        Path bad = root().resolve("top/bad");
        Files.setPosixFilePermissions(bad, PosixFilePermissions.fromString("---------"));
        try {
            Assumptions.assumeFalse(Files.isReadable(bad), "root reads everything");
            var listed = walk("top/");
            assertThat(paths(listed)).containsExactly("top/a", "top/good/y");
            assertThat(failed(listed).kind()).isEqualTo(ProblemType.REFUSED);
            assertThat(failed(listed).detail()).doesNotContain(temp.toString());
        } finally {
            Files.setPosixFilePermissions(bad, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void limitsEndTheWalkByName() throws Exception {
        for (int i = 0; i < 9; i++) {
            file("top/" + i, 1);
            file("deep/d" + "/d".repeat(i) + "/x", 1);
            file("wide/d" + i + "/x", 1);
        }
        var many = all(archive("5"), "top/");
        assertThat(paths(many)).hasSize(5);
        assertThat(failed(many).kind()).isEqualTo(ProblemType.TOO_LARGE);
        assertThat(failed(many)).hasMessageContaining("5 entries");
        var deep = all(archive("100", "voyage.listing.depth", "3"), "deep/");
        assertThat(paths(deep)).hasSize(3);
        assertThat(refused(deep)).containsExactly("d/ too-deep");
        var wide = all(archive("100", "voyage.listing.pages", "4"), "wide/");
        assertThat(paths(wide)).containsExactly("wide/d0/x", "wide/d1/x", "wide/d2/x");
        assertThat(failed(wide)).hasMessageContaining("4 directories");
    }

    @Test
    void aNameThatIsNoTextIsRefusedAndNotGuessedAt() throws Exception {
        file("top/a", 1);
        var made = new ProcessBuilder("sh", "-c", "touch \"$(printf 'b\\377c')\"")
                .directory(root().resolve("top").toFile())
                .start();
        Assumptions.assumeTrue(made.waitFor() == 0, "this file system accepts only text as names");
        var listed = walk("top/");
        assertThat(paths(listed)).containsExactly("top/a");
        assertThat(refused(listed)).singleElement().asString().startsWith("b").endsWith("c not-utf-8");
    }

    @Test
    void nothingIsReadBeforeItIsAskedForNorAfterCancelling() throws Exception {
        file("top/a", 1);
        file("top/b", 1);
        file("top/c/x", 1);
        Queue<Runnable> tasks = new ArrayDeque<>();
        var archive = new MountArchive(mounts(), config("100"), tasks::add);
        var reader = archive.walk(URI.create(BASE + "top/"), RequestContext.NONE)
                .subscribe()
                .withSubscriber(AssertSubscriber.<ListingItem>create(1));
        assertThat(reader.getItems()).isEmpty();
        tasks.remove().run();
        assertThat(reader.getItems()).hasSize(1);
        assertThat(tasks).isEmpty();
        reader.request(1);
        assertThat(paths(reader.getItems())).containsExactly("top/a");
        assertThat(tasks).isEmpty();
        reader.request(2);
        assertThat(tasks).hasSize(1);
        reader.cancel();
        tasks.remove().run();
        assertThat(tasks).isEmpty();
        assertThat(paths(reader.getItems())).containsExactly("top/a", "top/b");
    }

    @Test
    void aHundredThousandEntriesAreListedInOrder() throws Exception {
        Path top = Files.createDirectories(root().resolve("many"));
        for (int i = 0; i < 100_000; i++) {
            Files.createFile(top.resolve(String.format("f%06d", i)));
        }
        var listed = walk("many/");
        assertThat(listed).hasSize(100_001);
        assertThat(paths(listed)).isSorted().hasSize(100_000);
        assertThat(failed(all(archive("1000"), "many/"))).hasMessageContaining("1000 entries");
    }

    private Path root() {
        return temp.resolve("FTP");
    }

    private Mounts mounts() {
        return Mounts.parse(List.of(BASE + "=" + root()));
    }

    private static ListingConfig config(String entries, String... more) {
        return Settings.of(
                ListingConfig.class,
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of("voyage.listing.entries", entries),
                                java.util.Arrays.stream(more))
                        .toArray(String[]::new));
    }

    private MountArchive archive(String entries, String... more) {
        return new MountArchive(mounts(), config(entries, more), disk);
    }

    private List<ListingItem> walk(String path) {
        return all(archive("200000"), path);
    }

    private static List<ListingItem> all(MountArchive archive, String path) {
        return archive.walk(URI.create(BASE + path), RequestContext.NONE)
                .collect()
                .asList()
                .await()
                .atMost(WaitLimit.TIME);
    }

    private void assertFails(String path, ProblemType kind, String words) {
        assertThatThrownBy(() -> walk(path))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.kind()).isEqualTo(kind))
                .hasMessageContaining(words)
                .hasMessageNotContaining(temp.toString());
    }

    private void file(String path, int bytes) throws IOException {
        Path file = root().resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[bytes]);
        Files.setLastModifiedTime(file, FileTime.from(THEN.toEpochMilli(), TimeUnit.MILLISECONDS));
    }

    private void link(String path, String target) throws IOException {
        Files.createSymbolicLink(root().resolve(path), Path.of(target));
    }

    private static ListingItem.RemoteFile remote(String url, String path, long bytes) {
        return new ListingItem.RemoteFile(URI.create(url), path, bytes, null, THEN, null);
    }

    private static List<ListingItem.RemoteFile> files(List<ListingItem> listed) {
        return listed.stream()
                .filter(ListingItem.RemoteFile.class::isInstance)
                .map(ListingItem.RemoteFile.class::cast)
                .toList();
    }

    private static List<String> paths(List<ListingItem> listed) {
        return files(listed).stream().map(ListingItem.RemoteFile::path).toList();
    }

    private static Problem failed(List<ListingItem> listed) {
        return listed.stream()
                .filter(ListingItem.Failed.class::isInstance)
                .map(it -> ((ListingItem.Failed) it).problem())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> refused(List<ListingItem> listed) {
        return listed.stream()
                .filter(ListingItem.Directory.class::isInstance)
                .flatMap(it -> ((ListingItem.Directory) it).refused().stream())
                .map(it -> it.text() + " " + it.reason())
                .toList();
    }
}
