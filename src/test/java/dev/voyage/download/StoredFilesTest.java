package dev.voyage.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voyage.download.FileRemover.Claims;
import dev.voyage.download.FileRemover.Content;
import dev.voyage.download.FileRemover.Removal;
import dev.voyage.download.shelf.KeptFile;
import dev.voyage.download.shelf.ObjectShelf;
import dev.voyage.download.source.TransferEvent;
import dev.voyage.download.verify.FileVerdict;
import dev.voyage.objects.TestBucket;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.upstream.RequestContext;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files that become objects of a bucket. */
@Timeout(WaitLimit.TEST_SECONDS)
class StoredFilesTest extends AtAnArchive {

    private static final String SHA256 = sha256(BYTES);
    private static final String KEY =
            "files/sha256/" + SHA256.substring(0, 2) + "/" + SHA256.substring(2, 4) + "/" + SHA256;

    private final TestBucket bucket = new TestBucket();
    private ObjectShelf shelf;
    private Downloader downloader;

    @BeforeEach
    void aFileAtTheArchive() {
        server.on(PATH).answers(200, OCTETS, BYTES).ranges("\"v1\"", MONDAY);
        shelf = bench.shelf(bucket.place("files/"));
        downloader = bench.downloader(shelf);
    }

    @AfterEach
    void closeBucket() {
        bucket.close();
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(WaitLimit.TIME);
    }

    private TransferEvent.Finished fetched(URI url) {
        return DownloadBench.finished(now(downloader
                .fetch(DownloadBench.download(url, null, null, null), RequestContext.NONE)
                .collect()
                .asList()));
    }

    private KeptFile file(TransferEvent.Finished finished) {
        return new KeptFile(finished.path(), finished.bytes(), finished.sha256());
    }

    @Test
    void aFileBecomesAnObjectUnderItsHashAndLeavesItsPlace() {
        TransferEvent.Finished finished = fetched(server.uri(PATH));

        assertThat(finished.sha256()).isEqualTo(SHA256);
        assertThat(bucket.objects).containsOnlyKeys(KEY);
        assertThat(bucket.objects.get(KEY)).isEqualTo(BYTES);
        assertThat(everything()).isEmpty();
    }

    @Test
    void whatIsThereIsNotFetchedAgain() {
        fetched(server.uri(PATH));
        bucket.asked.clear();
        assertThat(fetched(server.uri(PATH)).unchanged()).isTrue();
        assertThat(bucket.asked).containsExactly("HEAD " + KEY);
    }

    @Test
    void theCopyThatAKilledProcessLeftIsRemoved() throws IOException {
        TransferEvent.Finished finished = fetched(server.uri(PATH));
        Files.write(finished.path(), BYTES);
        assertThat(fetched(server.uri(PATH)).unchanged()).isTrue();
        assertThat(everything()).isEmpty();
    }

    @Test
    void whatTheStoreLostIsFetchedAgain() {
        fetched(server.uri(PATH));
        bucket.objects.clear();
        assertThat(fetched(server.uri(PATH)).unchanged()).isFalse();
        assertThat(bucket.objects).containsOnlyKeys(KEY);
    }

    @Test
    void theSameBytesOfTwoFilesAreOneObject() {
        String other = PATH + "2";
        server.on(other).answers(200, OCTETS, BYTES).ranges("\"v1\"", MONDAY);
        fetched(server.uri(PATH));
        fetched(server.uri(other));
        assertThat(bucket.objects).containsOnlyKeys(KEY);
        assertThat(bucket.asked).filteredOn(it -> it.startsWith("PUT")).hasSize(1);
        assertThat(bench.manifest.kept).hasSize(2);
    }

    @Test
    void whatTheStoreDoesNotTakeIsNotThere() {
        bucket.fault = request -> request.startsWith("PUT") ? 507 : 0;
        Problem problem = catchThrowableOfType(Problem.class, () -> fetched(server.uri(PATH)));
        assertThat(problem.kind()).isEqualTo(ProblemType.STORAGE);
        assertThat(problem.detail()).contains("the object store");
        assertThat(bench.manifest.kept).isEmpty();
        assertThat(everything()).isEmpty();
        bucket.fault = request -> 0;
        assertThat(fetched(server.uri(PATH)).unchanged()).isFalse();
        assertThat(bucket.objects).containsOnlyKeys(KEY);
    }

    /** The search of a file ended, is being removed, and looked for claims before this record was there. */
    @Test
    void whatIsRemovedWhileItIsStoredIsStoredAgain() {
        var removed = new AtomicBoolean();
        bench.manifest.leaving.add(SHA256);
        bench.manifest.asked = () -> {
            if (removed.compareAndSet(false, true)) {
                assertThat(bench.manifest.kept).as("the record comes first").hasSize(1);
                bucket.objects.remove(KEY);
                bench.manifest.leaving.clear();
            }
        };
        fetched(server.uri(PATH));
        assertThat(removed).isTrue();
        assertThat(bucket.objects).containsOnlyKeys(KEY);
    }

    @Test
    void aStoredFileIsVerifiedWhereItIs() {
        KeptFile file = file(fetched(server.uri(PATH)));
        var verifier = new Verifier(bench.disk, shelf::open);
        assertThat(now(verifier.verify(file))).isInstanceOf(FileVerdict.Right.class);
        byte[] changed = BYTES.clone();
        changed[7] ^= 1;
        bucket.objects.put(KEY, changed);
        assertThat(now(verifier.verify(file))).isInstanceOf(FileVerdict.Corrupt.class);
        bucket.objects.put(KEY, Arrays.copyOf(BYTES, 7));
        assertThat(now(verifier.verify(file))).isInstanceOf(FileVerdict.TooShort.class);
        bucket.objects.clear();
        assertThat(now(verifier.verify(file))).isInstanceOf(FileVerdict.Missing.class);
        bucket.fault = request -> 403;
        assertThat(now(verifier.verify(file))).isInstanceOf(FileVerdict.Unreadable.class);
    }

    @Test
    void aStoredFileIsReadAnywhere() throws IOException {
        KeptFile file = file(fetched(server.uri(PATH)));
        bucket.asked.clear();
        try (var channel = shelf.open(file)) {
            assertThat(channel.size()).isEqualTo(BYTES.length);
            for (int at : new int[] {0, 1, 150_000, 150_100, 3, BYTES.length - 5, BYTES.length}) {
                ByteBuffer some = ByteBuffer.allocate(10);
                channel.position(at);
                while (some.hasRemaining() && channel.read(some) >= 0) {
                    // in pieces
                }
                assertThat(Arrays.copyOf(some.array(), some.position()))
                        .isEqualTo(Arrays.copyOfRange(BYTES, at, Math.min(at + 10, BYTES.length)));
            }
        }
        bucket.objects.clear();
        assertThat(catchThrowableOfType(NoSuchFileException.class, () -> shelf.open(file)))
                .isNotNull();
    }

    private Removal removed(URI url, Claims claims) {
        String name = bench.mirror.nameOf(url);
        return now(downloader
                .remover()
                .remove(List.of(name), Map.of(name, new Content(BYTES.length, SHA256)), names -> Uni.createFrom()
                        .item(claims)));
    }

    @Test
    void whatNobodyClaimsIsRemoved() {
        fetched(server.uri(PATH));
        assertThat(removed(server.uri(PATH), new Claims(Set.of(), Set.of())))
                .isEqualTo(new Removal(1, BYTES.length, 0));
        assertThat(bucket.objects).isEmpty();
        assertThat(bench.manifest.kept).isEmpty();
    }

    @Test
    void whatHasAnotherNameStays() {
        String other = PATH + "2";
        server.on(other).answers(200, OCTETS, BYTES).ranges("\"v1\"", MONDAY);
        fetched(server.uri(PATH));
        fetched(server.uri(other));
        removed(server.uri(PATH), new Claims(Set.of(), Set.of()));
        assertThat(bucket.objects).containsOnlyKeys(KEY);
        assertThat(bench.manifest.kept).hasSize(1);
    }

    @Test
    void whatOthersClaimByItsContentStays() {
        fetched(server.uri(PATH));
        removed(server.uri(PATH), new Claims(Set.of(), Set.of(SHA256)));
        assertThat(bucket.objects).containsOnlyKeys(KEY);
    }

    /** Nobody looked for claims on its content, which an older search may have. */
    @Test
    void whatATransferIsAboutStays() {
        fetched(server.uri(PATH));
        bench.manifest.kept.clear(); // as if the record were of another version
        server.on(PATH).answers(200, OCTETS, OTHERS).ranges("\"v2\"", MONDAY).stallsAfter(1000);
        var transfer = downloader
                .fetch(DownloadBench.download(server.uri(PATH), null, null, null), RequestContext.NONE)
                .subscribe()
                .with(step -> {}, failure -> {});
        try {
            assertThat(removed(server.uri(PATH), new Claims(Set.of(), Set.of())))
                    .isEqualTo(new Removal(0, 0, 1));
            assertThat(bucket.objects).containsOnlyKeys(KEY);
        } finally {
            transfer.cancel();
        }
    }

    @Test
    void anOlderVersionIsRemovedThoughItsNameStays() {
        fetched(server.uri(PATH));
        server.on(PATH).answers(200, OCTETS, OTHERS).ranges("\"v2\"", MONDAY);
        fetched(server.uri(PATH));
        assertThat(bucket.objects).hasSize(2);
        String name = bench.mirror.nameOf(server.uri(PATH));
        removed(server.uri(PATH), new Claims(Set.of(name), Set.of(sha256(OTHERS))));
        assertThat(bucket.objects).hasSize(1).doesNotContainKey(KEY);
        assertThat(bench.manifest.kept).containsOnlyKeys(name);
    }

    @Test
    void aClientCanBeSentToTheStore() {
        KeptFile file = file(fetched(server.uri(PATH)));
        assertThat(shelf.address(file, Map.of("Content-Type", "application/fits")))
                .hasValueSatisfying(address -> assertThat(address)
                        .hasPath("/bucket/" + KEY)
                        .hasParameter("response-content-type", "application/fits"));
    }
}
