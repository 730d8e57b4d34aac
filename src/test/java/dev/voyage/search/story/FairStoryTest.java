package dev.voyage.search.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Told;
import dev.voyage.search.request.Action;
import dev.voyage.testsupport.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search of one observation beside one of many, at the same archive. */
class FairStoryTest {

    private static final int MANY = 60;

    @TempDir
    Path directory;

    @Test
    void theSmallOneIsDoneAfterAboutItsOwnRequests() throws IOException {
        try (var rig = new Rig(Files.createDirectory(directory.resolve("data")))) {
            rig.played.observations("S");
            String few = rig.played.coneDocument("S");
            rig.played.observations(
                    IntStream.range(0, MANY).mapToObj(i -> "B" + i).toArray(String[]::new));
            rig.archive.on("/few").answers(200, "text/xml", few);
            String big = rig.start(rig.request(Action.DOWNLOAD));
            rig.first(big, "file.completed");

            String small = rig.start(
                    rig.request("name", rig.archive.uri("/few?table=t&").toString(), Action.DOWNLOAD));
            Told told = new Told(rig.events(small)).isSound();
            List<String> paths =
                    rig.archive.requests().stream().map(Received::path).toList();

            assertThat(told.end()).isEqualTo("search.completed");
            int last = Math.max(paths.lastIndexOf("/FTP/S/a.txt"), paths.lastIndexOf("/FTP/S/b.txt"));
            // cone search, links, listing, and two files at once: during each wait, each of four connections serves the
            // other search once or twice
            assertThat(last - paths.indexOf("/few")).isLessThan(5 * 8);
            assertThat(new Told(rig.events(big)).isSound().tally("completed")).isEqualTo(2 * MANY);
        }
    }
}
