package dev.voyage.download.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectorySyncTest {

    private static final Path HERE = Path.of("here");

    private final AtomicInteger begun = new AtomicInteger();
    private final Semaphore go = new Semaphore(0);
    private final CountDownLatch first = new CountDownLatch(1);

    @Test
    void thoseWhoComeWhileItIsForcedShareTheNextTime() throws Exception {
        var forces = new DirectorySync(this::slowly);
        CompletableFuture<Void> leader = inBackground(forces, HERE);
        first.await();
        List<Thread> waiting = new ArrayList<>();
        List<CompletableFuture<Void>> others = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            others.add(inBackground(forces, HERE, waiting));
        }
        waiting.forEach(DirectorySyncTest::untilItWaits);
        go.release(100);

        leader.join();
        others.forEach(CompletableFuture::join);
        assertThat(begun).hasValue(2);
    }

    @Test
    void anotherDirectoryWaitsForNobody() throws Exception {
        var forces = new DirectorySync(directory -> {
            if (directory.equals(HERE)) {
                slowly(directory);
            }
        });
        CompletableFuture<Void> busy = inBackground(forces, HERE);
        first.await();

        forces.force(Path.of("there"));
        assertThat(busy).isNotDone();
        go.release();
        busy.join();
    }

    @Test
    void eachTimeItIsAskedWhileNobodyElseIsThereItIsForced() throws Exception {
        var forces = new DirectorySync(directory -> begun.incrementAndGet());
        forces.force(HERE);
        forces.force(HERE);

        assertThat(begun).hasValue(2);
    }

    @Test
    void aFailureIsTheLeadersAloneAndTheOthersTryAgain() throws Exception {
        var forces = new DirectorySync(directory -> {
            if (slowly(directory) == 1) {
                throw new IOException("broken");
            }
        });
        CompletableFuture<Void> leader = inBackground(forces, HERE);
        first.await();
        List<Thread> waiting = new ArrayList<>();
        CompletableFuture<Void> other = inBackground(forces, HERE, waiting);
        untilItWaits(waiting.get(0));
        go.release(2);

        other.join();
        assertThatThrownBy(leader::join).hasRootCauseMessage("broken");
        assertThat(begun).hasValue(2);
    }

    @Test
    void aDirectoryThatIsNotThereFails(@TempDir Path temp) {
        assertThatThrownBy(() -> new DirectorySync().force(temp.resolve("none")))
                .isInstanceOf(IOException.class);
    }

    private int slowly(Path directory) {
        int number = begun.incrementAndGet();
        first.countDown();
        go.acquireUninterruptibly();
        return number;
    }

    private static CompletableFuture<Void> inBackground(DirectorySync forces, Path directory) {
        return inBackground(forces, directory, new ArrayList<>());
    }

    private static CompletableFuture<Void> inBackground(DirectorySync forces, Path directory, List<Thread> threads) {
        var done = new CompletableFuture<Void>();
        var thread = new Thread(() -> {
            try {
                forces.force(directory);
                done.complete(null);
            } catch (IOException | RuntimeException failure) {
                done.completeExceptionally(failure);
            }
        });
        threads.add(thread);
        thread.start();
        return done;
    }

    private static void untilItWaits(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}
