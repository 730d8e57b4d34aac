package dev.voyage.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.journal.event.Outcome;
import dev.voyage.journal.event.Phase;
import dev.voyage.search.played.Played;
import dev.voyage.search.played.Rig;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.testsupport.Received;
import dev.voyage.testsupport.WaitLimit;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cancelling closes all connections, at every step of a search. */
class SearchCancelTest {

    @TempDir
    Path data;

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
    void whileANameIsLookedUp() throws Exception {
        assertHangsUp("/sesame/-oxp/SNV", played -> played.sesame().stallsHead());
    }

    @Test
    void whileTheRegistryIsAsked() throws Exception {
        rig.played.registry().stallsHead();
        assertHangsUp(rig.request("name", "numaster", Action.DOWNLOAD), "/tap/sync");
    }

    @Test
    void whileTheCatalogueSends() throws Exception {
        assertHangsUp("/cone", played -> played.coneScript()
                .answers(200, "text/xml", played.coneDocument("A"))
                .stallsAfter(900));
    }

    @Test
    void whileLinksAreLookedUp() throws Exception {
        assertHangsUp("/links", played -> played.links().stallsHead());
    }

    @Test
    void whileADirectoryIsListed() throws Exception {
        assertHangsUp("/FTP/A/", played -> played.listing("A")
                .answers(200, "text/html", "<html>")
                .stallsAfter(3));
    }

    @Test
    void whileAFileArrives() throws Exception {
        assertHangsUp("/FTP/A/a.txt", played -> played.file("A", "a.txt")
                .answers(200, "text/plain", "x".repeat(10_000))
                .stallsAfter(5_000));
    }

    private void assertHangsUp(String path, Consumer<Played> misbehaviour) throws Exception {
        misbehaviour.accept(rig.played);
        assertHangsUp(rig.request(Action.DOWNLOAD), path);
    }

    private void assertHangsUp(SearchRequest request, String path) throws Exception {
        String id = rig.start(request);
        Received stalled = rig.archive.await(path, 1).get(0);

        var state = rig.searches.cancel(id).await().atMost(Rig.SOON);

        assertThat(state.phase()).isEqualTo(Phase.ABORTED);
        assertThat(state.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(stalled.hungUp().get(WaitLimit.SECONDS, TimeUnit.SECONDS)).isNotNull(); // it would stall forever
        var events = rig.events(id);
        assertThat(events.get(events.size() - 1).get("type").textValue()).isEqualTo("search.cancelled");
        assertThat(rig.searches.cancel(id).await().atMost(Rig.SOON).phase()).isEqualTo(Phase.ABORTED);
    }
}
