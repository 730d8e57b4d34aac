package dev.voyage.api.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.api.client.ServedFiles;
import dev.voyage.journal.event.FileEvent;
import dev.voyage.testsupport.WaitLimit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tar as clients receive it, on a real connection, from real files. */
@Timeout(WaitLimit.TEST_SECONDS)
class TarRouteTest {

    private static final String LONG = "7/" + "directory-with-a-long-name/".repeat(9) + "x".repeat(250) + ".fits";
    private static final List<String> NAMES =
            List.of("7/100%.txt", "7/-rf", "7/a b  c.lis", "7/Größe ☄.txt", "7/plain.evt.gz", LONG);

    @TempDir
    Path directory;

    private ServedFiles search;
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    @BeforeEach
    void start() throws IOException {
        search = new ServedFiles(directory);
    }

    @AfterEach
    void stop() {
        search.close();
    }

    private void here(String path, int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        search.here(path, bytes);
        files.put(path, bytes);
    }

    private String archive() {
        return search.href() + "/archive.tar";
    }

    private HttpResponse<byte[]> tar(String... headers) throws Exception {
        return search.client.bytes(archive(), headers);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("none");
    }

    private static Map<String, byte[]> read(byte[] tar) throws IOException {
        var read = new LinkedHashMap<String, byte[]>();
        try (var in = new TarArchiveInputStream(new ByteArrayInputStream(tar), "UTF-8")) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                read.put(entry.getName(), in.readAllBytes());
                assertThat(entry.isFile()).isTrue();
                assertThat(entry.getMode()).isEqualTo(0644);
                assertThat(entry.getLongUserId() + entry.getLongGroupId()).isZero();
                assertThat(entry.getUserName() + entry.getGroupName()).isEmpty();
                assertThat(entry.getLastModifiedTime().toInstant())
                        .isEqualTo("2024-05-06T07:08:09Z"); // fractions of a second are dropped
            }
        }
        return read;
    }

    private void theFilesAre(byte[] tar) throws IOException {
        Map<String, byte[]> read = read(tar);
        assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(files.keySet());
        assertThat(List.copyOf(read.keySet())).isSorted();
        read.forEach((path, bytes) -> assertThat(bytes).as(path).isEqualTo(files.get(path)));
    }

    @Test
    void everyFileComesOutUnderItsNameWithItsDate() throws Exception {
        for (String name : NAMES) {
            here(name, name.length() * 100);
        }
        search.end();

        HttpResponse<byte[]> answer = tar();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "content-type")).isEqualTo("application/x-tar");
        assertThat(header(answer, "content-length")).isEqualTo("" + answer.body().length);
        assertThat(header(answer, "accept-ranges")).isEqualTo("bytes");
        assertThat(header(answer, "content-disposition"))
                .isEqualTo("attachment; filename=\"3C_105-" + search.id + ".tar\"");
        assertThat(answer.body().length % 10240).isZero();
        theFilesAre(answer.body());
        assertThat(tar().body()).isEqualTo(answer.body());
    }

    @Test
    void onlyWhatIsHereIsInIt() throws Exception {
        here("7/here", 10);
        search.found("7/failed");
        search.tell(new FileEvent.Failed("7/failed", Map.of(), false));
        search.found("7/left-out");
        search.tell(new FileEvent.Skipped("7/left-out", "excluded"));
        search.found("7/under-way");
        here("7/was-here", 20);
        search.tell(new FileEvent.Skipped(
                "7/was-here", "unchanged", 20L, ServedFiles.sha256(files.get("7/was-here")), ServedFiles.MODIFIED));

        search.settle();
        theFilesAre(tar().body());
        search.end();
        theFilesAre(tar().body());
    }

    @Test
    void aSearchWithoutFilesIsAnEmptyTarAndAnUnknownOneIsNotFound() throws Exception {
        assertThat(read(tar().body())).isEmpty();
        assertThat(search.client.get("/v1/searches/x/archive.tar").statusCode()).isEqualTo(404);
        assertThat(search.client.get(archive() + "?a=b").statusCode()).isEqualTo(400);
        assertThat(search.client.send("POST", archive(), "").statusCode()).isEqualTo(405);
    }

    @Test
    void anyPartIsThePartOfTheWhole() throws Exception {
        here("7/a", 700);
        here(LONG, 1);
        here("7/empty", 0);
        here("7/large", 600_000);
        here("7/z", 512);
        search.end();
        byte[] whole = tar().body();
        var random = new Random(105);
        for (int i = 0; i < 60; i++) {
            int first = random.nextInt(whole.length);
            int last = first + random.nextInt(Math.min(whole.length - first, 1 << random.nextInt(20)));

            HttpResponse<byte[]> part = tar("Range", "bytes=" + first + "-" + last);

            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(header(part, "content-range")).isEqualTo("bytes " + first + "-" + last + "/" + whole.length);
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole, first, last + 1));
        }
        assertThat(tar("Range", "bytes=-100").body())
                .isEqualTo(Arrays.copyOfRange(whole, whole.length - 100, whole.length));
        assertThat(tar("Range", "bytes=" + whole.length + "-").statusCode()).isEqualTo(416);
    }

    @Test
    void theTagNamesTheseVeryBytes() throws Exception {
        here("7/a", 700);
        search.settle();
        String before = header(tar(), "etag");
        here("7/b", 7);
        search.end();
        HttpResponse<byte[]> whole = tar();
        String tag = header(whole, "etag");

        assertThat(tag).isNotEqualTo(before).matches("\"[0-9a-f]{64}\"");
        assertThat(tar("If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(tar("If-None-Match", before).statusCode()).isEqualTo(200);
        assertThat(tar("Range", "bytes=5-", "If-Range", tag).statusCode()).isEqualTo(206);
        assertThat(tar("Range", "bytes=5-", "If-Range", before).body()).isEqualTo(whole.body());
        HttpResponse<String> head = search.client.send("HEAD", archive(), null);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "etag")).isEqualTo(tag);
        assertThat(header(head, "content-length")).isEqualTo("" + whole.body().length);
    }

    @Test
    void whileASearchRunsNobodyIsGivenTheRestOfAnotherTar() throws Exception {
        here("7/a", 700);
        search.settle();
        HttpResponse<byte[]> whole = tar();

        assertThat(tar("Range", "bytes=5-").statusCode()).isEqualTo(200);
        assertThat(tar("Range", "bytes=5-", "If-Range", header(whole, "etag")).statusCode())
                .isEqualTo(206);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gone", "shorter", "longer"})
    void aFileThatIsNotAsItWasBreaksTheAnswerOff(String fate) throws Exception {
        here("7/a", 70_000);
        here("7/b", 700);
        here("7/c", 70_000);
        search.end();
        Path place = search.place("7/b");
        switch (fate) {
            case "gone" -> Files.delete(place);
            case "shorter" -> Files.write(place, new byte[699]);
            default -> Files.write(place, new byte[1], StandardOpenOption.APPEND);
        }

        assertThatThrownBy(this::tar).isInstanceOf(IOException.class);
        assertThat(tar("Range", "bytes=0-70000").statusCode())
                .isEqualTo(206); // the range before the damage is available
    }

    @Test
    void thousandsOfFilesComeOutOfManyPages() throws Exception {
        for (int i = 0; i < 2001; i++) {
            here(String.format("7/%04d", i), i % 50);
        }
        search.end();

        theFilesAre(tar().body());
    }
}
