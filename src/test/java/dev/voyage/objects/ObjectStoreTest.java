package dev.voyage.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voyage.coding.Sha256;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.testsupport.http.LoopbackHttp;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(WaitLimit.TEST_SECONDS)
class ObjectStoreTest {

    private static final int PART_BYTES = 100_000;

    @TempDir
    Path directory;

    private final LoopbackHttp client = new LoopbackHttp();
    private final TestBucket bucket = new TestBucket();
    private final ExecutorService disk = Executors.newFixedThreadPool(2);
    private ObjectStore store;
    private Path file;

    @BeforeEach
    void aStore() {
        BucketPlace place = bucket.place("voyage/");
        var signer = new RequestSigner(TestBucket.KEY, place.region(), Clock.systemUTC());
        store = new ObjectStore(client.http(), client.patience(), place, signer, disk, PART_BYTES);
        file = directory.resolve("file");
    }

    @AfterEach
    void close() {
        client.close();
        bucket.close();
        disk.shutdownNow();
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(WaitLimit.TIME);
    }

    private byte[] put(int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        Files.write(file, bytes);
        now(store.put("key", file, length, hash(bytes)));
        return bytes;
    }

    private static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.digest().digest(bytes));
    }

    private byte[] read(long from, long length) {
        var all = new ByteArrayOutputStream();
        for (ByteBuffer chunk : store.read("key", from, length).subscribe().asIterable()) {
            byte[] bytes = new byte[chunk.remaining()];
            chunk.get(bytes);
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, 3 * PART_BYTES, 777_777})
    void aFileOfAnyLengthIsStoredWhole(int length) throws IOException {
        byte[] bytes = put(length);

        assertThat(bucket.objects).containsOnlyKeys("voyage/key");
        assertThat(bucket.objects.get("voyage/key")).isEqualTo(bytes);
        assertThat(bucket.uploads).isEmpty();
        assertThat(now(store.size("key"))).isEqualTo(OptionalLong.of(length));
        if (length > 0) {
            assertThat(read(0, length)).isEqualTo(bytes);
        }
    }

    @Test
    void anObjectIsWrittenOnce() throws IOException {
        put(10);
        bucket.asked.clear();
        put(10);
        assertThat(bucket.asked).containsExactly("HEAD voyage/key");
    }

    @Test
    void anObjectOfAnotherSizeIsReplaced() throws IOException {
        bucket.objects.put("voyage/key", new byte[3]);
        assertThat(bucket.objects.get("voyage/key")).hasSize(3);
        byte[] bytes = put(10);
        assertThat(bucket.objects.get("voyage/key")).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HEAD",
                "PUT",
                "POST voyage/key?uploads=",
                "POST voyage/key?uploadId",
                "PUT voyage/key?partNumber=2"
            })
    void whatFailsOnceIsAskedAgain(String which) throws IOException {
        var failed = new AtomicInteger();
        bucket.fault = request -> request.startsWith(which) && failed.getAndIncrement() == 0 ? 503 : 0;
        byte[] bytes = put(3 * PART_BYTES);
        assertThat(failed.get()).isGreaterThan(1);
        assertThat(bucket.objects.get("voyage/key")).isEqualTo(bytes);
    }

    @Test
    void aRefusalIsNotAskedAgainAndSaysWhatTheStoreSaid() {
        bucket.fault = request -> request.startsWith("PUT") ? 403 : 0;
        Problem problem = catchThrowableOfType(Problem.class, () -> put(10));
        assertThat(problem.kind()).isEqualTo(ProblemType.STORAGE);
        assertThat(problem.detail()).contains("did not store the file", "403", "Scripted", "as told");
        assertThat(bucket.asked).filteredOn(it -> it.startsWith("PUT")).hasSize(1);
    }

    @Test
    void anUploadThatFailsHalfWayIsWithdrawn() {
        bucket.fault = request -> request.startsWith("PUT voyage/key?partNumber=3") ? 403 : 0;
        Problem problem = catchThrowableOfType(Problem.class, () -> put(5 * PART_BYTES));
        assertThat(problem.kind()).isEqualTo(ProblemType.STORAGE);
        assertThat(bucket.objects).isEmpty();
        assertThat(bucket.uploads).isEmpty();
        assertThat(bucket.asked).anyMatch(it -> it.startsWith("DELETE voyage/key?uploadId="));
    }

    @Test
    void aStoreThatIsDownIsAStorageFailure() {
        bucket.close();
        Problem problem = catchThrowableOfType(Problem.class, () -> put(10));
        assertThat(problem.kind()).isEqualTo(ProblemType.STORAGE);
        assertThat(problem.detail()).startsWith("the object store cannot be used: no connection");
    }

    @Test
    void bytesThatTheStoreLosesAreNoticed() {
        bucket.fault = request -> {
            if (request.equals("HEAD voyage/key")) {
                bucket.objects.computeIfPresent("voyage/key", (key, bytes) -> new byte[bytes.length / 2]);
            }
            return 0;
        };
        Problem problem = catchThrowableOfType(Problem.class, () -> put(3 * PART_BYTES));
        assertThat(problem.kind()).isEqualTo(ProblemType.STORAGE);
        assertThat(problem.detail()).contains("took a file of 300000 bytes and has one of 150000");
    }

    @Test
    void aTransferThatBreaksOffIsContinued() throws IOException {
        byte[] bytes = put(PART_BYTES);
        bucket.cut = 30_000;
        bucket.asked.clear();
        assertThat(read(500, 90_000)).isEqualTo(java.util.Arrays.copyOfRange(bytes, 500, 90_500));
        assertThat(bucket.asked).hasSize(3);
    }

    @Test
    void anObjectThatIsTooShortEndsInAFailure() throws IOException {
        put(1000);
        Problem problem = catchThrowableOfType(Problem.class, () -> read(0, 1001));
        assertThat(problem.kind()).isIn(ProblemType.STORAGE, ProblemType.CORRUPT);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(now(store.size("key"))).isEmpty();
        Problem problem = catchThrowableOfType(Problem.class, () -> read(0, 1));
        assertThat(problem.kind()).isEqualTo(ProblemType.NOT_FOUND);
    }

    @Test
    void nothingIsReadWithoutDemandAndCancellingEndsIt() throws IOException {
        put(PART_BYTES);
        bucket.asked.clear();
        AssertSubscriber<ByteBuffer> reader =
                store.read("key", 0, PART_BYTES).subscribe().withSubscriber(AssertSubscriber.create(0));
        reader.awaitNextItems(1, WaitLimit.TIME); // asks for one
        assertThat(reader.getItems()).hasSize(1);
        reader.cancel();
        assertThat(bucket.asked).hasSize(1);
    }

    @Test
    void removingTwiceIsNoFailure() throws IOException {
        put(10);
        now(store.remove("key"));
        now(store.remove("key"));
        assertThat(bucket.objects).isEmpty();
    }

    @Test
    void anAddressForOthersNamesTheHeadersThatTheyGet() {
        assertThat(store.address("key", Map.of("response-content-type", "application/fits"), Duration.ofMinutes(5)))
                .hasPath("/bucket/voyage/key")
                .hasParameter("response-content-type", "application/fits")
                .hasParameter("X-Amz-Expires", "300");
    }
}
