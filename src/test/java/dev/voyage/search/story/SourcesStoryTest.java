package dev.voyage.search.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.problem.Problem;
import dev.voyage.search.VerifiedFile;
import dev.voyage.search.played.Played;
import dev.voyage.search.played.Rig;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SourcePreference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources of files in whole searches: a mounted archive, a bucket, the archive itself. */
class SourcesStoryTest {

    private static final String WRITTEN = "2019-05-06T07:08:09Z";

    @TempDir
    Path data;

    @TempDir
    Path mount;

    private Rig rig;

    @BeforeEach
    void setUp() throws IOException {
        rig = new Rig(data, mount);
        rig.played.observations("A", "B");
    }

    @AfterEach
    void tearDown() {
        rig.close();
    }

    private void mounted(String observation, String name) throws IOException {
        Path file = mount.resolve(observation).resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, Played.content(observation, name));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse(WRITTEN)));
    }

    /** Adds these keys to the bucket and its listing. */
    private void stored(String observation, String... names) {
        var contents = new StringBuilder();
        for (String name : names) {
            String body = Played.content(observation, name);
            contents.append("<Contents><Key>obs/%s/%s</Key><LastModified>%s</LastModified><ETag>\"e%s%s\"</ETag>"
                            .formatted(observation, name, WRITTEN, observation, name)
                    + "<Size>%d</Size></Contents>".formatted(body.length()));
            rig.archive
                    .on("/bucket/obs/" + observation + "/" + name)
                    .answers(200, "application/octet-stream", body)
                    .ranges("\"e" + observation + name + "\"", Played.MODIFIED);
        }
        lists.append(contents);
        rig.archive.on("/bucket/").answersBy(200, "application/xml", request -> {
            String all = request.query().contains("obs%2F" + observation)
                            || request.query().contains("obs/" + observation)
                    ? contents.toString()
                    : "";
            return list(all);
        });
    }

    private final StringBuilder lists = new StringBuilder();

    private byte[] list(String ignored) {
        return ("<?xml version=\"1.0\"?><ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                        + "<Name>bucket</Name><EncodingType>url</EncodingType><IsTruncated>false</IsTruncated>"
                        + ignored
                        + "</ListBucketResult>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private JsonNode event(List<JsonNode> events, String type, String file) {
        return events.stream()
                .filter(it -> it.get("type").textValue().equals(type)
                        && it.path("file").asText().equals(file))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode last(List<JsonNode> events) {
        return events.get(events.size() - 1);
    }

    @Test
    void autoTakesTheMountThenTheBucketThenTheArchiveAndSaysWhy() throws IOException {
        mounted("A", "a.txt");
        stored("B", "b.txt");

        List<JsonNode> events = rig.run(rig.request(Action.DOWNLOAD));

        assertThat(last(events).get("type").textValue()).isEqualTo("search.completed");
        JsonNode fromMount = event(events, "file.completed", "A/a.txt");
        assertThat(fromMount.get("source").textValue()).isEqualTo("mount");
        assertThat(fromMount.get("reason").textValue()).isEqualTo("in the mounted archive");
        assertThat(fromMount.get("modified").textValue()).isEqualTo(WRITTEN);
        JsonNode fromBucket = event(events, "file.completed", "B/b.txt");
        assertThat(fromBucket.get("source").textValue()).isEqualTo("s3");
        JsonNode fromWeb = event(events, "file.completed", "B/a.txt");
        assertThat(fromWeb.get("source").textValue()).isEqualTo("https");
        assertThat(fromWeb.get("reason").textValue())
                .startsWith("linked by the archive; ")
                .contains("not in the bucket: it is not there");
        for (String path : List.of("A/a.txt", "A/b.txt", "B/a.txt", "B/b.txt")) {
            assertThat(Files.readString(home(last(events), path))).isEqualTo(Played.source(path));
        }
        assertThat(rig.archive.requests("/FTP/A/a.txt")).isEmpty();
        assertThat(rig.archive.requests("/FTP/B/b.txt")).isEmpty();
    }

    private Path home(JsonNode end, String path) {
        return rig.searches
                .file(end.get("search").textValue(), path)
                .await()
                .atMost(Rig.SOON)
                .path();
    }

    @Test
    void theSecondTimeNothingIsCopiedAndNoFileAskedFor() throws IOException {
        mounted("A", "a.txt");
        stored("B", "b.txt");
        rig.run(rig.request(Action.DOWNLOAD));
        int before = rig.archive.requests().size();

        List<JsonNode> again = rig.run(rig.request(Action.DOWNLOAD));

        assertThat(last(again).at("/tally/skipped").intValue()).isEqualTo(4);
        assertThat(rig.archive.requests().stream().skip(before).filter(request -> request.path()
                        .endsWith(".txt")))
                .isEmpty();
    }

    @Test
    void whatAMountedFileOfAnotherSizeIsOlderThanTheArchives() throws IOException {
        mounted("A", "a.txt");
        Files.write(mount.resolve("A/a.txt"), new byte[50_000], StandardOpenOption.APPEND);

        JsonNode file = event(rig.run(rig.request(Action.DOWNLOAD)), "file.completed", "A/a.txt");

        assertThat(file.get("source").textValue()).isEqualTo("https");
        assertThat(file.get("reason").textValue()).contains("not in the mounted archive: it has another version");
    }

    @Test
    void anArchiveThatCannotBeListedIsReplacedByItsMount() throws IOException {
        for (String observation : List.of("A", "B")) {
            mounted(observation, "a.txt");
            mounted(observation, "sub/c.txt");
            rig.played.listing(observation).answers(404);
        }

        List<JsonNode> events = rig.run(rig.request(Action.DOWNLOAD));

        assertThat(last(events).get("type").textValue()).isEqualTo("search.completed");
        assertThat(event(events, "file.completed", "B/sub/c.txt").get("source").textValue())
                .isEqualTo("mount");
        assertThat(events)
                .anyMatch(it -> it.get("type").textValue().equals("upstream.degraded")
                        && it.get("detail").textValue().contains("the mounted archive's listing is used instead"));
    }

    @Test
    void onlyTheSourceThatWasAskedForIsUsed() throws IOException {
        mounted("A", "a.txt");
        mounted("B", "a.txt");

        List<JsonNode> events = rig.run(rig.request(Action.DOWNLOAD, SourcePreference.MOUNT));

        assertThat(last(events).get("type").textValue()).isEqualTo("search.completed");
        assertThat(last(events).at("/tally/completed").intValue()).isEqualTo(2);
        assertThat(rig.archive.requests()).noneMatch(request -> request.path().startsWith("/FTP/"));
    }

    @Test
    void aBucketThatDoesNotHaveTheDirectoryFailsTheObservationByName() {
        rig.archive.on("/bucket/").answersBy(200, "application/xml", request -> list(""));

        List<JsonNode> events = rig.run(rig.request(Action.DOWNLOAD, SourcePreference.S3));

        assertThat(last(events).get("type").textValue()).isEqualTo("search.partial");
        assertThat(last(events).at("/tally/failedObservations").intValue()).isEqualTo(2);
    }

    @Test
    void aPlanSaysWhereFromAndHowMuchRoomThereIs() throws IOException {
        mounted("A", "a.txt");
        rig.run(rig.request(Action.DOWNLOAD));
        Files.delete(home(last(rig.run(rig.request(Action.DOWNLOAD))), "B/a.txt"));

        JsonNode plan = rig.run(rig.request(Action.PLAN)).stream()
                .filter(it -> it.get("type").textValue().equals("plan.ready"))
                .findFirst()
                .orElseThrow();

        assertThat(plan.get("files").intValue()).isEqualTo(4);
        assertThat(plan.get("alreadyHere").intValue()).isEqualTo(3);
        assertThat(plan.get("bytesHere").longValue())
                .isEqualTo(
                        plan.get("bytes").longValue() - Played.source("B/a.txt").length());
        assertThat(plan.get("sources").toString()).isEqualTo("{\"https\":1}");
        assertThat(plan.get("freeBytes").longValue()).isPositive();
    }

    @Test
    void verifyFindsWhatIsWrongAndTheNextSearchMendsIt() throws IOException {
        JsonNode end = last(rig.run(rig.request(Action.DOWNLOAD)));
        Path flipped = home(end, "A/a.txt");
        var time = Files.getLastModifiedTime(flipped);
        byte[] bytes = Files.readAllBytes(flipped);
        bytes[100] ^= 1;
        Files.write(flipped, bytes);
        Files.setLastModifiedTime(flipped, time); // only the bytes differ
        Files.delete(home(end, "B/b.txt"));

        List<VerifiedFile> checked = rig.verification
                .verify(end.get("search").textValue())
                .collect()
                .asList()
                .await()
                .atMost(Rig.SOON);

        assertThat(checked)
                .extracting(it -> it.file() + " " + it.state())
                .containsExactlyInAnyOrder("A/a.txt corrupt", "A/b.txt right", "B/a.txt right", "B/b.txt missing");
        JsonNode again = last(rig.run(rig.request(Action.DOWNLOAD)));
        assertThat(again.at("/tally/completed").intValue()).isEqualTo(2);
        assertThat(again.at("/tally/skipped").intValue()).isEqualTo(2);
        assertThat(Files.readString(home(again, "A/a.txt"))).isEqualTo(Played.source("A/a.txt"));
    }

    @Test
    void aNewerVersionBroughtByALaterSearchIsNoFault() {
        JsonNode first = last(rig.run(rig.request(Action.DOWNLOAD)));
        rig.played
                .listing("A")
                .answers(200, "text/html", Played.page("A", "a.txt", "b.txt").replace("3K", "9K"));
        rig.played
                .file("A", "a.txt")
                .answers(200, "text/plain", "x".repeat(9000))
                .ranges("\"new\"", Played.MODIFIED);
        rig.run(rig.request(Action.DOWNLOAD));

        assertThat(rig.verification
                        .verify(first.get("search").textValue())
                        .collect()
                        .asList()
                        .await()
                        .atMost(Rig.SOON))
                .extracting(it -> it.file() + " " + it.state())
                .contains("A/a.txt replaced");
    }

    @Test
    void withoutAMountNobodyCanAskForIt(@TempDir Path other) {
        try (var without = new Rig(other)) {
            assertThatThrownBy(() -> without.start(without.request(Action.DOWNLOAD, SourcePreference.MOUNT)))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("voyage.mounts");
        }
    }
}
