package dev.voyage.download.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.download.AtAnArchive;
import dev.voyage.download.DownloadBench;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.upstream.RequestContext;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DiskReservationsTest extends AtAnArchive {

    private final DiskReservations space = new DiskReservations();
    private final DiskReservations.Share first = space.share();
    private final DiskReservations.Share second = space.share();

    @Test
    void whatOneIsPromisedAnotherCannotHave() {
        first.promise(600, 1000, 100);
        assertThatThrownBy(() -> second.promise(301, 1000, 100))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.kind()).isEqualTo(ProblemType.STORAGE))
                .hasMessageContaining("1000 bytes left, 600 are promised to other files, 301 more are to come");
        assertThat(space.promised()).isEqualTo(600);
        second.promise(300, 1000, 100);
        assertThat(space.promised()).isEqualTo(900);
    }

    @Test
    void itIsGivenBackAsItIsWrittenAndAtTheEnd() {
        first.promise(600, 1000, 0);
        first.written(200);
        second.promise(400, 800, 0);
        first.written(1000); // more than announced
        assertThat(space.promised()).isEqualTo(400);
        second.close();
        second.close();
        assertThat(space.promised()).isZero();
    }

    @Test
    void aNewTrysPromiseReplacesTheOldOne() {
        first.promise(600, 1000, 0);
        first.promise(900, 1000, 0);
        assertThat(space.promised()).isEqualTo(900);
        assertThatThrownBy(() -> first.promise(1001, 1000, 0)).isInstanceOf(Problem.class);
        assertThat(space.promised()).isZero();
    }

    @Test
    void anUnknownLengthIsPromisedNothing() {
        first.promise(0, 1000, 1000);
        first.written(500);
        assertThat(space.promised()).isZero();
    }

    @Test
    void aFileThatWillNotFitIsNotBegun() {
        server.on(PATH).answersZeros((1L << 55));
        var config = new DownloadBench.Config(Duration.ZERO, Long.MAX_VALUE, 0, 1 << 20);
        assertThatThrownBy(() -> bench.downloader(config)
                        .fetch(DownloadBench.download(server.uri(PATH), null, null, null), RequestContext.NONE)
                        .collect()
                        .asList()
                        .await()
                        .atMost(WaitLimit.TIME))
                .hasMessageContaining((1L << 55) + " more are to come");
        assertThat(everything()).isEmpty();
        assertThat(bench.mirror.space().promised()).isZero();
    }

    @Test
    void afterAFileNothingIsPromisedAnyMore() {
        server.on(PATH).answers(200, OCTETS, BYTES);
        bench.fetch(server.uri(PATH));
        assertThat(bench.mirror.space().promised()).isZero();

        server.on(PATH + "2").answers(200, OCTETS, BYTES).contentLength(400_000);
        assertThatThrownBy(() -> bench.fetch(server.uri(PATH + "2"))).isInstanceOf(Problem.class);
        assertThat(bench.mirror.space().promised()).isZero();
    }
}
