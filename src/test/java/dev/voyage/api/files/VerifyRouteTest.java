package dev.voyage.api.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.api.client.Client;
import dev.voyage.api.client.ServedFiles;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.search.VerifiedFile;
import dev.voyage.testsupport.WaitLimit;
import io.smallrye.mutiny.Multi;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How the progress of a verification is reported, on a real connection; its results are canned. */
@Timeout(WaitLimit.TEST_SECONDS)
class VerifyRouteTest {

    @TempDir
    Path directory;

    private ServedFiles search;

    @BeforeEach
    void start() throws IOException {
        search = new ServedFiles(directory);
        search.end();
    }

    @AfterEach
    void stop() {
        search.close();
    }

    private static VerifiedFile right(String file, long bytes) {
        return new VerifiedFile(file, "right", bytes, "aa", List.of("size", "sha256"), null);
    }

    private static VerifiedFile wrong(String file, String state) {
        return new VerifiedFile(file, state, 7, "bb", List.of(), "it is " + state);
    }

    private void checks(Function<String, Multi<VerifiedFile>> verify) {
        new VerifyRoute(search.lookup, verify, search.config).hang(search.router);
    }

    private String path() {
        return search.href() + "/verify";
    }

    private HttpResponse<String> post(String... headers) throws Exception {
        return search.client.send("POST", path(), "", headers);
    }

    @Test
    void whatIsWrongIsListedAndTheRestIsCounted() throws Exception {
        checks(id -> Multi.createFrom()
                .items(right("1/a", 5), wrong("1/\"b\"", "short"), right("1/c", 6), wrong("1/d", "missing")));

        HttpResponse<String> answer = post();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        JsonNode report = Client.json(answer);
        assertThat(report.get("search").asText()).isEqualTo(search.id);
        assertThat(report.get("files").asInt()).isEqualTo(4);
        assertThat(report.get("right").asInt()).isEqualTo(2);
        assertThat(report.get("bytes").asInt()).isEqualTo(11);
        assertThat(report.get("millis").asLong()).isNotNegative();
        assertThat(report.get("wrong"))
                .isEqualTo(Client.json("[{\"file\":\"1/\\\"b\\\"\",\"state\":\"short\",\"detail\":\"it is short\"},"
                        + "{\"file\":\"1/d\",\"state\":\"missing\",\"detail\":\"it is missing\"}]"));
    }

    @Test
    void everyFileIsALineAndTheSumsAreTheLast() throws Exception {
        checks(id -> Multi.createFrom().items(right("1/a", 5), wrong("1/b", "corrupt")));

        HttpResponse<String> answer = post("Accept", "application/x-ndjson");

        assertThat(answer.headers().firstValue("content-type")).contains("application/x-ndjson");
        List<JsonNode> lines = answer.body().lines().map(Client::json).toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .isEqualTo(Client.json("{\"file\":\"1/a\",\"state\":\"right\",\"bytes\":5,\"sha256\":\"aa\","
                        + "\"verified\":[\"size\",\"sha256\"]}"));
        assertThat(lines.get(1).get("detail").asText()).isEqualTo("it is corrupt");
        assertThat(lines.get(2).get("files").asInt()).isEqualTo(2);
        assertThat(lines.get(2).get("right").asInt()).isEqualTo(1);
        assertThat(lines.get(2).get("bytes").asInt()).isEqualTo(5);
    }

    @Test
    void aSearchWithoutFilesHasNothingWrong() throws Exception {
        checks(id -> Multi.createFrom().empty());

        assertThat(Client.json(post()).get("wrong")).isEmpty();
        assertThat(Client.json(post()).get("files").asInt()).isZero();
    }

    @Test
    void manyFilesAreToldAsTheyAreChecked() throws Exception {
        checks(id -> Multi.createFrom()
                .items(IntStream.range(0, 5000).mapToObj(i -> i % 2 == 0 ? right("" + i, 1) : wrong("" + i, "long"))));

        JsonNode report = Client.json(post());

        assertThat(report.get("right").asInt()).isEqualTo(2500);
        assertThat(report.get("wrong")).hasSize(2500);
    }

    @Test
    void aCheckThatBreaksDownIsNotAnAllClear() {
        checks(id -> Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(right("1/a", 5)),
                        Multi.createFrom().failure(Problem.of(ProblemType.STORAGE, "the store does not work"))));

        assertThatThrownBy(this::post).isInstanceOf(IOException.class);
    }

    @Test
    void onlyAPostChecksAndOnlyASearchThatThereIs() throws Exception {
        checks(id -> Multi.createFrom().empty());

        HttpResponse<String> got = search.client.get(path());
        assertThat(got.statusCode()).isEqualTo(405);
        assertThat(got.headers().firstValue("allow")).contains("OPTIONS, POST");
        assertThat(search.client.send("POST", "/v1/searches/x/verify", "").statusCode())
                .isEqualTo(404);
        assertThat(post("Accept", "text/html").statusCode()).isEqualTo(406);
        assertThat(search.client.send("POST", path() + "?fix=true", "").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aFewAtOnceAndTheOthersAreToldWhenToComeBack() throws Exception {
        checks(id -> Multi.createFrom().nothing());
        List<Socket> watchers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            watchers.add(begin());
        }

        HttpResponse<String> third = post();

        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.headers().firstValue("retry-after")).contains("30");
        assertThat(Client.json(third).get("type").asText()).isEqualTo("/problems/busy");
        watchers.get(0).close(); // disconnecting frees a place
        Socket fourth = tryToBegin();
        while (fourth == null) {
            fourth = tryToBegin();
        }
        fourth.close();
        watchers.get(1).close();
    }

    private Socket begin() throws IOException {
        Socket socket = tryToBegin();
        assertThat(socket).isNotNull();
        return socket;
    }

    /** Starts a verification that emits only heartbeats; null if the limit is reached. */
    private Socket tryToBegin() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), search.port());
        socket.getOutputStream()
                .write(("POST " + path() + " HTTP/1.1\r\nHost: test\r\nContent-Length: 0\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        if (!reader.readLine().contains(" 200 ")) {
            socket.close();
            return null;
        }
        return socket;
    }
}
