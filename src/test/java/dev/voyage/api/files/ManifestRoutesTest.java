package dev.voyage.api.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.api.client.ServedFiles;
import dev.voyage.journal.event.FileEvent;
import dev.voyage.testsupport.WaitLimit;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The manifest as lines, on a real connection. */
@Timeout(WaitLimit.TEST_SECONDS)
class ManifestRoutesTest {

    @TempDir
    Path directory;

    private ServedFiles search;

    @BeforeEach
    void start() throws IOException {
        search = new ServedFiles(directory);
    }

    @AfterEach
    void stop() {
        search.close();
    }

    @Test
    void everyAddressThatIsWantedIsListedWhetherItsFileIsHereOrNot() throws Exception {
        search.found("7/under-way");
        search.here("7/a b", new byte[3]);
        search.found("7/failed");
        search.tell(new FileEvent.Failed("7/failed", Map.of(), false));
        search.found("7/excluded");
        search.tell(new FileEvent.Skipped("7/excluded", "excluded"));
        search.found("7/twice~2");
        search.tell(new FileEvent.Skipped("7/twice~2", "duplicate"));
        search.found("7/unchanged");
        search.tell(new FileEvent.Skipped("7/unchanged", "unchanged", 0L, ServedFiles.sha256(new byte[0]), null));

        search.settle();

        HttpResponse<String> answer = search.client.get(search.href() + "/urls.txt");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("text/plain;charset=utf-8");
        assertThat(answer.body()).isEqualTo("""
                        https://archive.test/FTP/7/a%20b
                        https://archive.test/FTP/7/failed
                        https://archive.test/FTP/7/unchanged
                        https://archive.test/FTP/7/under-way
                        """);
        assertThat(search.client.get(search.href() + "/SHA256SUMS").body())
                .isEqualTo(ServedFiles.sha256(new byte[3]) + "  7/a b\n" + ServedFiles.sha256(new byte[0])
                        + "  7/unchanged\n");
    }

    @Test
    void nothingIsListedTwiceOrLostBetweenPages() throws Exception {
        IntStream.range(0, 2000).forEach(i -> search.found(String.format("7/%04d", i)));
        search.settle();

        assertThat(search.client.get(search.href() + "/urls.txt").body())
                .isEqualTo(IntStream.range(0, 2000)
                        .mapToObj(i -> String.format("https://archive.test/FTP/7/%04d\n", i))
                        .collect(Collectors.joining()));
    }

    @Test
    void whatIsNotThereIsNotFoundAndAHeadHasNoBody() throws Exception {
        assertThat(search.client.get("/v1/searches/x/urls.txt").statusCode()).isEqualTo(404);
        HttpResponse<String> head = search.client.send("HEAD", search.href() + "/urls.txt", null);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }
}
