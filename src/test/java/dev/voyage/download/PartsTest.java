package dev.voyage.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.download.source.TransferEvent;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.Received;
import dev.voyage.testsupport.Script;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers of a response decide whether it is partial, not its status. */
class PartsTest extends AtAnArchive {

    private static final int LENGTH = BYTES.length;
    private static final int CUT = 100_000;

    /** The first response is cut off; the next request is for the rest. */
    private Script broken() {
        return server.on(PATH)
                .answers(200, OCTETS, BYTES)
                .ranges("\"v1\"", MONDAY)
                .dropsAfter(CUT)
                .then();
    }

    /** The bytes from the requested position to {@code end}. */
    private static Script part(Script script, int status, ToIntFunction<Received> end) {
        return script.answersBy(status, OCTETS, it -> Arrays.copyOfRange(BYTES, from(it), end.applyAsInt(it)))
                .headerBy("Content-Range", it -> "bytes " + from(it) + "-" + (end.applyAsInt(it) - 1) + "/" + LENGTH)
                .validators("\"v1\"", MONDAY);
    }

    private static int from(Received request) {
        String range = request.header("Range").orElse("bytes=0-");
        return Integer.parseInt(range.substring(6, range.indexOf('-')));
    }

    private TransferEvent.Finished fetched() {
        var finished = DownloadBench.finished(bench.fetch(server.uri(PATH)));
        assertThat(finished.path()).hasBinaryContent(BYTES);
        assertThat(finished.sha256()).isEqualTo(sha256(BYTES));
        assertThat(leftovers()).isEmpty();
        return finished;
    }

    private Received last() {
        return server.requests().get(server.requests().size() - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 203, 206})
    void aContentRangeMakesItAPartWhateverTheStatus(int status) {
        part(broken(), status, it -> LENGTH);
        assertThat(fetched().attempts()).isEqualTo(2);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aShortPartIsContinuedWithoutAPauseAndIsNoFailedTry() {
        part(broken(), 206, it -> Math.min(LENGTH, from(it) + 20_000));
        var steps = bench.fetch(server.uri(PATH));
        assertThat(DownloadBench.finished(steps).path()).hasBinaryContent(BYTES);
        assertThat(DownloadBench.finished(steps).attempts()).isEqualTo(2);
        assertThat(steps).filteredOn(TransferEvent.Retrying.class::isInstance).hasSize(1);
        assertThat(steps).filteredOn(TransferEvent.Started.class::isInstance).hasSize(2);
        assertThat(server.requests().size()).isBetween(8, 18); // depends on the bytes that survive the first cut
        assertThat(server.requests().subList(1, server.requests().size()))
                .allMatch(it -> it.header("If-Range").equals(java.util.Optional.of("\"v1\"")));
    }

    @Test
    void aServerThatGivesPartsOnlyIsAskedUntilAllIsHere() {
        part(server.on(PATH), 206, it -> Math.min(LENGTH, from(it) + 65_536));
        assertThat(fetched().attempts()).isEqualTo(1);
        assertThat(server.requests()).hasSize(5);
        assertThat(server.requests().get(0).header("Range")).isEmpty();
    }

    @Test
    void manyThousandShortPartsAreNoDeepStack() throws Exception {
        byte[] large = bytes(6 << 20, 3);
        server.on(PATH)
                .answersBy(206, OCTETS, it -> Arrays.copyOfRange(large, from(it), from(it) + 1024))
                .headerBy("Content-Range", it -> "bytes " + from(it) + "-" + (from(it) + 1023) + "/" + large.length)
                .validators("\"v1\"", MONDAY);
        var path = DownloadBench.finished(bench.fetch(server.uri(PATH))).path();
        assertThat(sha256(Files.readAllBytes(path))).isEqualTo(sha256(large));
        assertThat(server.requests()).hasSize(6 << 10);
    }

    @Test
    void partsWithoutAValidatorAreNeverJoined() {
        server.on(PATH).answers(206, OCTETS, Arrays.copyOf(BYTES, 5000)).header("Content-Range", "bytes 0-4999/300000");
        assertProblem(ProblemType.CORRUPT, "only 5000 bytes came of 300000");
        assertThat(server.requests()).hasSize(4).allMatch(it -> it.header("Range")
                .isEmpty());
        assertThat(everything()).isEmpty();
    }

    @Test
    void aServerThatDribblesIsNotAskedForEver() {
        part(server.on(PATH), 206, it -> Math.min(LENGTH, from(it) + 100));
        assertProblem(ProblemType.CORRUPT, "bytes came of 300000");
        assertThat(server.requests()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 203, 206})
    void aRangeOfAllIsTheWholeFile(int status) {
        part(server.on(PATH), status, it -> LENGTH);
        assertThat(fetched().attempts()).isEqualTo(1);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void theWholeFileInsteadOfTheRestIsTaken() {
        broken().answers(206, OCTETS, BYTES)
                .header("Content-Range", "bytes 0-299999/300000")
                .validators("\"v1\"", MONDAY);
        fetched();
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void nonAuthoritativeInformationIsAFile() {
        server.on(PATH).answers(203, OCTETS, BYTES).validators("\"v1\"", MONDAY);
        fetched();
    }

    @Test
    void aPartOfUnknownLengthIsFollowedToItsEnd() {
        server.on(PATH)
                .answersBy(206, OCTETS, it -> Arrays.copyOfRange(BYTES, from(it), from(it) + 100_000))
                .headerBy("Content-Range", it -> "bytes " + from(it) + "-" + (from(it) + 99_999) + "/*")
                .validators("\"v1\"", MONDAY)
                .then()
                .answersBy(206, OCTETS, it -> Arrays.copyOfRange(BYTES, from(it), LENGTH))
                .headerBy("Content-Range", it -> "bytes " + from(it) + "-299999/*")
                .validators("\"v1\"", MONDAY)
                .then()
                .answers(416)
                .header("Content-Range", "bytes */300000");
        fetched();
        assertThat(server.requests()).hasSize(3);
        assertThat(last().header("Range")).contains("bytes=300000-");
    }

    /** None of these responses to a range request fits, so the download restarts from the beginning. */
    @Test
    void whatDoesNotFitIsNeverJoined() {
        List<List<String>> heads = List.of(
                List.of("206", "bytes 0-199999/300000", "\"v1\""), // other position
                List.of("206", "bytes 150000-299999/300000", "\"v1\""),
                List.of("200", "bytes 0-199999/300000", "\"v1\""),
                List.of("206", "bytes FROM-299999/300001", "\"v1\""), // other length of the file
                List.of("206", "bytes FROM-299998/299999", "\"v1\""),
                List.of("206", "bytes FROM-299999/300000", "\"v2\""), // other version
                List.of("206", "bytes FROM-299999/300000", "W/\"v1\""),
                List.of("206", "bytes FROM-299998/300000", "\"v1\""), // other length of the body
                List.of("200", "bytes 0-299999/300000", "\"v1\""),
                List.of("206", "", "\"v1\""), // no range
                List.of("206", "bytes */300000", "\"v1\""),
                List.of("206", "items FROM-299999/300000", "\"v1\""),
                List.of("200", "bytes 299999-100000/300000", "\"v1\""),
                List.of("200", "", "\"v1\"")); // the length of the rest, but no range
        for (List<String> head : heads) {
            String path = PATH + Integer.toUnsignedString(head.hashCode());
            var script = server.on(path)
                    .answers(200, OCTETS, BYTES)
                    .ranges("\"v1\"", MONDAY)
                    .dropsAfter(CUT)
                    .then()
                    .answersBy(Integer.parseInt(head.get(0)), OCTETS, it -> Arrays.copyOfRange(BYTES, from(it), LENGTH))
                    .validators(head.get(2), null);
            if (!head.get(1).isEmpty()) {
                script.headerBy("Content-Range", it -> head.get(1).replace("FROM", "" + from(it)));
            }
            script.then().answers(200, OCTETS, BYTES).ranges("\"v1\"", MONDAY);

            var finished = DownloadBench.finished(bench.fetch(server.uri(path)));

            assertThat(finished.path()).as(head.toString()).hasBinaryContent(BYTES);
            List<Received> asked = server.requests(path);
            assertThat(asked).as(head.toString()).hasSizeBetween(3, 4); // 4 if the first response left no bytes
            assertThat(asked.get(asked.size() - 1).header("Range")).isEmpty();
        }
    }

    @Test
    void severalPartsInOneAnswerAreNoPart() {
        broken().answers(
                        206, "multipart/byteranges; boundary=x", "--x\r\nContent-Range: bytes 0-1/2\r\n\r\nab\r\n--x--")
                .validators("\"v1\"", MONDAY)
                .then()
                .answers(200, OCTETS, BYTES)
                .ranges("\"v1\"", MONDAY);
        fetched();
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void aPartInChunksEndsWhereItsRangeDoes() {
        part(broken(), 206, it -> LENGTH).chunked();
        fetched();
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void moreBytesThanTheRangeHasAreThrownAway() {
        broken().answersBy(206, OCTETS, it -> Arrays.copyOfRange(BYTES, from(it), LENGTH))
                .headerBy("Content-Range", it -> "bytes " + from(it) + "-" + (from(it) + 999) + "/300000")
                .validators("\"v1\"", MONDAY)
                .chunked()
                .then()
                .answers(200, OCTETS, BYTES)
                .ranges("\"v1\"", MONDAY);
        fetched();
        assertThat(server.requests()).hasSize(3);
        assertThat(last().header("Range")).isEmpty();
    }

    @Test
    void theSameETagMeansTheSameLength() {
        broken().answers(200, OCTETS, Arrays.copyOf(BYTES, 50_000)) // a cache with an incomplete copy
                .validators("\"v1\"", MONDAY)
                .then()
                .answers(200, OCTETS, Arrays.copyOf(BYTES, 60_000))
                .validators("\"v1\"", MONDAY)
                .then()
                .answers(200, OCTETS, BYTES)
                .validators("\"v1\"", MONDAY);
        fetched();
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void theSameETagMeansTheSameLengthInChunksToo() {
        broken().answers(200, OCTETS, Arrays.copyOf(BYTES, 50_000))
                .validators("\"v1\"", MONDAY)
                .chunked()
                .then()
                .answers(200, OCTETS, BYTES)
                .validators("\"v1\"", MONDAY)
                .chunked();
        fetched();
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void aCutAnswerUnderTheETagOfTheFileHereDoesNotReplaceIt() {
        server.on(PATH).answers(200, OCTETS, BYTES).validators("\"v1\"", MONDAY);
        bench.fetch(server.uri(PATH));
        server.on(PATH).answers(200, OCTETS, Arrays.copyOf(BYTES, 1000)).validators("\"v1\"", MONDAY);

        assertProblem(ProblemType.CORRUPT, "1000 bytes of a version that has 300000");

        assertThat(bench.mirror.placeOf(server.uri(PATH))).hasBinaryContent(BYTES);
    }

    @Test
    void aPartNobodyAskedForIsNamed() {
        server.on(PATH)
                .answers(206, OCTETS, Arrays.copyOfRange(BYTES, 500, 1000))
                .header("Content-Range", "bytes 500-999/300000");
        assertThatThrownBy(() -> bench.fetch(server.uri(PATH)))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.kind()).isEqualTo(ProblemType.MALFORMED))
                .hasMessageContaining("another part than was asked for, asked for the whole file");
        assertThat(everything()).isEmpty();
    }
}
