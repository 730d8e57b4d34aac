package dev.voyage.api.datalink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.api.client.Client;
import dev.voyage.api.client.ServedFiles;
import dev.voyage.journal.event.DirectoryLink;
import dev.voyage.journal.event.FileEvent;
import dev.voyage.journal.event.ObservationEvent;
import dev.voyage.journal.event.OtherLink;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.votable.Reader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The links of observations, some of which have several events. */
@Timeout(WaitLimit.TEST_SECONDS)
class DatalinkRouteTest {

    @TempDir
    Path directory;

    private ServedFiles search;

    @BeforeEach
    void start() throws IOException {
        search = new ServedFiles(directory);
        new DatalinkRoute(search.lookup, search.journal, search.config).hang(search.router);
    }

    @AfterEach
    void stop() {
        search.close();
    }

    private void found(String observation, boolean selected, String target, Boolean repeated) {
        search.tell(new ObservationEvent.Found(
                observation, 1.0, 2.0, null, selected, null, target, "a", repeated, Map.of("observation", "2")));
    }

    private void linked(String observation, String target) {
        var link = new DirectoryLink("https://archive.test/" + target + "/", "ftp", 12L);
        search.tell(new ObservationEvent.Linked(observation, List.of(link), List.of(), target, "a"));
    }

    private void failed(String observation, String detail) {
        search.tell(new ObservationEvent.Failed(observation, Map.of("detail", detail), 0, 0, 0, "t1", "a"));
    }

    /** The ID and description of each row. */
    private List<String> links(String... ids) throws Exception {
        search.settle();
        String query = Arrays.stream(ids)
                .map(id -> "ID=" + java.net.URLEncoder.encode(id, StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        Reader read = Reader.of(
                search.client.get(search.href() + "/datalink?" + query).body().getBytes(StandardCharsets.UTF_8));
        assertThat(read.failure()).isNull();
        return read.rows().stream()
                .map(row -> row.text("ID").orElseThrow() + " "
                        + row.text("access_url")
                                .or(() -> row.text("error_message"))
                                .orElseThrow())
                .toList();
    }

    @Test
    void theLastWordOnTheLinksCountsWhereverItIsFoundAgain() throws Exception {
        found("1", true, "t1", null);
        found("2", false, "t1", null);
        linked("1", "t1");
        found("1", true, "t2", true); // around another target: its links are reported once
        found("2", true, "t2", null);
        linked("2", "t2");
        found("3", true, "t2", null);
        linked("3", "t2");
        failed("3", "the directory could not be read");
        found("4", false, "t2", null);

        assertThat(links("1", "2", "3", "4"))
                .containsExactly(
                        "1 https://archive.test/t1/",
                        "2 https://archive.test/t2/",
                        "3 TransientFault: the directory could not be read",
                        "4 TransientFault: its links have not been looked up yet");
    }

    @Test
    void eachIsAnsweredOnceInTheOrderAskedAndUnknownOnesToo() throws Exception {
        String odd = "a/b \"c\" \\ 'd' \u00e4\ud83d\ude80 %";
        found(odd, true, "t1", null);
        linked(odd, "t1");
        found("1", true, "t1", null);
        linked("1", "t3");

        assertThat(links("nobody", "1", odd, "1", "nobody", "a/b", "2", odd))
                .containsExactly(
                        "nobody NotFoundFault: this search has no such observation",
                        "1 https://archive.test/t3/",
                        odd + " https://archive.test/t1/",
                        "a/b NotFoundFault: this search has no such observation",
                        "2 NotFoundFault: this search has no such observation");
    }

    @Test
    void inASearchThatHasEndedNothingIsYetToBeLookedUp() throws Exception {
        found("1", false, "t1", null);
        search.end();
        search.journal.follow(search.id, 0).collect().asList().await().indefinitely();

        assertThat(search.client.get(search.href() + "/datalink?ID=1").body())
                .contains("this search looked up no links for it");
    }

    @Test
    void eitherFormOfFormsWillDoAndNothingElse() throws Exception {
        found("1", true, "t1", null);
        linked("1", "t1");
        search.settle();
        String links = search.href() + "/datalink";
        String parts = "--b\r\nContent-Disposition: form-data; name=\"ID\"\r\n\r\n1\r\n--b--\r\n";

        assertThat(search.client
                        .send("POST", links, "ID=1", "Content-Type", "application/x-www-form-urlencoded")
                        .body())
                .contains("https://archive.test/t1/");
        assertThat(search.client
                        .send("POST", links, parts, "Content-Type", "multipart/form-data; boundary=b")
                        .body())
                .contains("https://archive.test/t1/");
        assertThat(search.client
                        .send("POST", links, "{\"ID\":\"1\"}", "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void everyLinkIsGivenWhetherItIsFetchedOrNot() throws Exception {
        found("1", true, "t1", null);
        String data = "https://archive.test/get?id=1";
        search.tell(new ObservationEvent.Linked(
                "1",
                List.of(),
                List.of(
                        new OtherLink(data, "#this", "image/fits", "", 9L, null, null, null, true),
                        new OtherLink("https://archive.test/b.png", "#preview", "image/png", ""),
                        new OtherLink("#cut", "#cutout", "", "a service, described elsewhere")),
                "t1",
                "a"));
        found("2", true, "t1", null);
        search.tell(new ObservationEvent.Unavailable(
                "2",
                "no-link",
                null,
                "no data",
                List.of(new OtherLink("https://archive.test/c.png", "#preview", "image/png", "")),
                "t1",
                "a"));

        assertThat(links("1", "2"))
                .containsExactly(
                        "1 " + data,
                        "1 https://archive.test/b.png",
                        "2 NotFoundFault: no data",
                        "2 https://archive.test/c.png");

        search.tell(new FileEvent.Found("1", "1/a.fits", data, null, null, "t1", "a"));
        assertThat(links("1")).containsExactly("1 " + data, "1 https://archive.test/b.png"); // one row for each file
    }

    @Test
    void aMaximumThatIsNoNumberIsRefused() throws Exception {
        search.settle();

        var answer = search.client.get(search.href() + "/datalink?ID=1&MAXREC=many");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Client.json(answer).get("parameter").asText()).isEqualTo("MAXREC");
    }
}
