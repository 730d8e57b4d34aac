package dev.voyage.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.search.played.Played;
import dev.voyage.search.played.Rig;
import dev.voyage.search.request.Action;
import dev.voyage.testsupport.Received;
import dev.voyage.testsupport.Script;
import dev.voyage.testsupport.WaitLimit;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cancelling at any moment closes the connection, including between the head of a response and the first demand for its
 * body.
 */
class ConnectionCloseTest {

    private static final int ROUNDS = 20;

    @TempDir
    Path data;

    private final Random random = new Random(2026);
    private Rig rig;

    @BeforeEach
    void setUp() {
        rig = new Rig(data);
    }

    @AfterEach
    void tearDown() {
        rig.close();
    }

    @Test
    void onACatalogue() throws Exception {
        hangsUp("/cone", rig.played.coneScript(), "text/xml", rig.played.coneDocument("A"));
    }

    @Test
    void onLinks() throws Exception {
        hangsUp("/links", rig.played.links(), "text/xml", Played.linksDocument(""));
    }

    @Test
    void onAListing() throws Exception {
        hangsUp("/FTP/A/", rig.played.listing("A"), "text/html", Played.page("A", "a.txt"));
    }

    @Test
    void onAFile() throws Exception {
        hangsUp("/FTP/A/a.txt", rig.played.file("A", "a.txt"), "text/plain", Played.content("A", "a.txt"));
    }

    private void hangsUp(String path, Script script, String type, String body) throws Exception {
        script.answers(200, type, body).stallsAfter(10);
        for (int round = 1; round <= ROUNDS; round++) {
            int before = rig.archive.requests(path).size();
            String id = rig.start(rig.request(Action.DOWNLOAD));
            Received stalled = rig.archive.await(path, before + 1).get(before);
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(4000)));

            rig.searches.cancel(id).await().atMost(Rig.SOON);

            assertThat(stalled.hungUp()).as("round %d", round).succeedsWithin(WaitLimit.TIME);
        }
    }
}
