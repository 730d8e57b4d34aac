package dev.voyage.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.journal.event.Phase;
import dev.voyage.journal.store.StoreDialect;
import dev.voyage.journal.transfer.StoreTransfer;
import dev.voyage.journal.transfer.StoreUsage;
import dev.voyage.search.played.Played;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Told;
import dev.voyage.search.request.Action;
import dev.voyage.testsupport.TestEngine;
import dev.voyage.testsupport.WaitLimit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A search that has not ended continues in another store. */
@Timeout(WaitLimit.TEST_SECONDS)
class StoreMoveTest {

    private static final int SCHEMA = 9;

    @TempDir
    Path directory;

    @Test
    void searchContinuesInPostgres() throws Exception {
        Path data = Files.createDirectories(directory.resolve("data"));
        try (var before = new Rig(data)) {
            before.played
                    .file("B", "b.txt")
                    .answers(200, "text/plain", Played.content("B", "b.txt"))
                    .ranges("\"bB\"", Played.MODIFIED)
                    .stallsAfter(1500)
                    .then()
                    .answers(200, "text/plain", Played.content("B", "b.txt"))
                    .ranges("\"bB\"", Played.MODIFIED);
            String id = before.start(before.request(Action.DOWNLOAD));
            before.completed(id, "A/a.txt");
            before.archive.await("/FTP/B/b.txt", 1);
            before.searches.close().await().atMost(Rig.SOON);
            before.journal.close();

            var export = new ByteArrayOutputStream();
            new StoreTransfer(
                            TestEngine.EMBEDDED.in(data),
                            StoreDialect.EMBEDDED,
                            SCHEMA,
                            StoreUsage.ofProcesses(data.resolve("run")))
                    .export(export);
            new StoreTransfer(TestEngine.POSTGRESQL.in(data), StoreDialect.POSTGRESQL, SCHEMA, StoreUsage.ofReplicas())
                    .restore(new ByteArrayInputStream(export.toByteArray()));

            try (var after = before.another()) {
                assertThat(after.state(id).phase()).isEqualTo(Phase.EXECUTING);
                after.searches.recover().await().atMost(Rig.SOON);
                Told told = new Told(after.events(id)).isSound().leaves(after, Played::source);
                assertThat(told.end()).isEqualTo("search.completed");
                assertThat(told.of("search.accepted")).hasSize(1);
                assertThat(told.of("observation.found")).hasSize(3);
                assertThat(before.archive.requests("/FTP/A/a.txt")).hasSize(1);
            }
        }
    }
}
