package dev.voyage.journal.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.auth.Caller;
import dev.voyage.auth.Tickets;
import dev.voyage.testsupport.TestPostgres;
import dev.voyage.testsupport.WaitLimit;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(WaitLimit.TEST_SECONDS)
class SharedSecretTest {

    private static final Caller ALICE = new Caller("token:alice", "alice", false);

    @TempDir
    Path directory;

    private static byte[] secret(DataSource store, String name) {
        try {
            return SharedSecret.of(store, name);
        } catch (SQLException cause) {
            throw new IllegalStateException(cause);
        }
    }

    @Test
    void replicasThatStartAtOnceHaveOneSecret() {
        DataSource store = TestPostgres.in(directory);
        var start = new CountDownLatch(1);
        List<CompletableFuture<byte[]>> replicas = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                start.await();
                            } catch (InterruptedException ended) {
                                throw new IllegalStateException(ended);
                            }
                            return secret(store, "one");
                        },
                        work -> new Thread(work).start()))
                .limit(8)
                .toList();
        start.countDown();

        assertThat(replicas.stream()
                        .map(CompletableFuture::join)
                        .map(HexFormat.of()::formatHex)
                        .distinct())
                .hasSize(1);
        assertThat(secret(store, "one")).hasSize(32).isNotEqualTo(secret(store, "another"));
    }

    @Test
    void ticketOfOneReplicaIsValidAtAnother() {
        DataSource store = TestPostgres.in(directory);
        Tickets issuing = tickets(store);
        Tickets reading = tickets(store);

        assertThat(reading.read(issuing.issue(ALICE))).contains(ALICE);
        assertThat(reading.read(new Tickets(Duration.ofMinutes(1), Clock.systemUTC()).issue(ALICE)))
                .isEmpty();
    }

    private static Tickets tickets(DataSource store) {
        return new Tickets(secret(store, "tickets"), Duration.ofMinutes(1), Clock.systemUTC());
    }
}
