package dev.voyage.download.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.download.AtAnArchive;
import dev.voyage.download.DownloadBench;
import dev.voyage.download.SummedFits;
import dev.voyage.download.source.TransferEvent;
import dev.voyage.problem.ProblemType;
import org.junit.jupiter.api.Test;

class ChecksumMismatchPolicyTest extends AtAnArchive {

    private static final byte[] RIGHT = SummedFits.FILE;
    private static final byte[] WRONG = SummedFits.damaged(3 * 2880 + 5);

    @Test
    void aFileDamagedOnTheWayIsFetchedAnew() {
        server.on(PATH)
                .answers(200, OCTETS, WRONG)
                .ranges("\"v1\"", MONDAY)
                .then()
                .answers(200, OCTETS, RIGHT)
                .ranges("\"v1\"", MONDAY);
        var steps = bench.fetch(server.uri(PATH));
        assertThat(DownloadBench.finished(steps).path()).hasBinaryContent(RIGHT);
        assertThat(DownloadBench.finished(steps).verified()).containsExactly("size", "fits", "checksum");
        assertThat(steps)
                .filteredOn(TransferEvent.Retrying.class::isInstance)
                .singleElement()
                .satisfies(it -> assertThat(((TransferEvent.Retrying) it).problem())
                        .hasMessageContaining("DATASUM of HDU 2 is \""));
        assertThat(server.requests().get(1).header("Range")).isEmpty();
    }

    @Test
    void aFileWhoseSumsAreStaleAtTheArchiveIsTheArchives() {
        byte[] stale = gzip(SummedFits.with("SIMPLE", "NOBODY", "SOMEBO"));
        server.on(PATH).answers(200, OCTETS, stale).ranges("\"v1\"", MONDAY);
        var finished = DownloadBench.finished(bench.fetch(server.uri(PATH)));
        assertThat(finished.path()).hasBinaryContent(stale);
        assertThat(finished.verified()).containsExactly("size", "gzip", "fits");
        assertThat(server.requests()).hasSize(2);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aFileDamagedInAnotherWayEachTimeNeverLands() {
        var script = server.on(PATH);
        for (int i = 0; i < 3; i++) {
            script.answers(200, OCTETS, SummedFits.damaged(3 * 2880 + i)).then();
        }
        script.answers(200, OCTETS, SummedFits.damaged(3 * 2880 + 3));
        assertProblem(ProblemType.CORRUPT, "DATASUM of HDU 2");
        assertThat(server.requests()).hasSize(4);
        assertThat(everything()).isEmpty();
    }
}
