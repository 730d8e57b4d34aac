package dev.voyage.cli.output;

import static dev.voyage.cli.output.EventFormatterTest.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchProgressTest {

    private final SearchProgress progress = new SearchProgress();

    private void at(long millis, String json) {
        progress.take(event(json), millis);
    }

    @Test
    void observationsAreCountedUntilThereAreFiles() {
        at(0, "{'type':'observation.found','selected':true}");
        at(0, "{'type':'observation.found','selected':false}");

        assertThat(progress.line(0)).isEqualTo("2 observations, 1 selected");
    }

    @Test
    void countsBytesRateAndTimeLeftAreSaid() {
        at(0, "{'type':'file.found','file':'a','bytes':4000}");
        at(0, "{'type':'file.found','file':'b','bytes':6000}");
        at(0, "{'type':'file.started','file':'a','resumedFrom':0}");
        at(1000, "{'type':'file.progress','file':'a','bytes':1000}");
        at(2000, "{'type':'file.completed','file':'a','bytes':4000}");

        assertThat(progress.line(2000)).isEqualTo("1/2 files  4.0 kB of 10.0 kB  2.0 kB/s  ETA 3.0 s");
    }

    @Test
    void whatWasHereAlreadyIsNoSpeed() {
        at(0, "{'type':'file.found','file':'a','bytes':4000}");
        at(0, "{'type':'file.started','file':'a','resumedFrom':3000}");
        at(1000, "{'type':'file.completed','file':'a','bytes':4000}");

        assertThat(progress.bytesPerSecond(1000)).isEqualTo(1000);
    }

    @Test
    void aSizeThatIsNotKnownIsNotGuessed() {
        at(0, "{'type':'file.found','file':'a'}");
        at(0, "{'type':'file.found','file':'b','bytes':10}");
        at(0, "{'type':'file.started','file':'a','resumedFrom':0}");
        at(1000, "{'type':'file.progress','file':'a','bytes':500}");

        assertThat(progress.line(1000)).isEqualTo("0/2 files  500 B of 10 B+  500 B/s");
    }

    @Test
    void filesOfUnknownSizeAreTakenToBeLikeThoseThatCame() {
        for (String file : List.of("a", "b", "c")) {
            at(0, "{'type':'file.found','file':'" + file + "'}");
        }
        at(0, "{'type':'file.started','file':'a','resumedFrom':0}");
        at(1000, "{'type':'file.completed','file':'a','bytes':3000}");

        assertThat(progress.line(1000)).isEqualTo("1/3 files  3.0 kB of 3.0 kB+  3.0 kB/s  ETA ~2.0 s");
    }

    @Test
    void aSizeIsLearnedFromTheAnswer() {
        at(0, "{'type':'file.found','file':'a'}");
        at(0, "{'type':'file.started','file':'a','resumedFrom':0}");
        at(1000, "{'type':'file.progress','file':'a','bytes':500,'total':2000}");

        assertThat(progress.line(1000)).isEqualTo("0/1 files  500 B of 2.0 kB  500 B/s  ETA 3.0 s");
    }

    @Test
    void whatWillNotComeIsNotWaitedFor() {
        at(0, "{'type':'file.found','file':'a','bytes':4000}");
        at(0, "{'type':'file.found','file':'b','bytes':9000}");
        at(0, "{'type':'file.found','file':'c','bytes':9000}");
        at(0, "{'type':'file.found','file':'d'}");
        at(0, "{'type':'file.skipped','file':'b','reason':'excluded'}");
        at(0, "{'type':'file.failed','file':'c','willRetry':false}");
        at(0, "{'type':'file.skipped','file':'d','reason':'unchanged','bytes':40}");
        at(0, "{'type':'file.started','file':'a','resumedFrom':0}");
        at(1000, "{'type':'file.progress','file':'a','bytes':1000}");

        assertThat(progress.line(1000)).isEqualTo("2/3 files  1.0 kB of 4.0 kB  1.0 kB/s  ETA 3.0 s");
    }

    @Test
    void excludedFilesAreNeitherFilesNorEnded() {
        for (String file : List.of("a", "b", "c")) {
            at(0, "{'type':'file.found','file':'" + file + "','bytes':100}");
            at(0, "{'type':'file.skipped','file':'" + file + "','reason':'excluded'}");
        }
        assertThat(progress.line(0)).startsWith("0 observations");

        at(0, "{'type':'file.found','file':'d'}");
        assertThat(progress.line(0)).isEqualTo("0/1 files  0 B");
    }

    @Test
    void aFileThatTurnedOutLargerThanListedLeavesNothingOver() {
        at(0, "{'type':'file.found','file':'a','bytes':4000}");
        at(0, "{'type':'file.started','file':'a','resumedFrom':0}");
        at(1000, "{'type':'file.completed','file':'a','bytes':5000}");

        assertThat(progress.line(1000)).isEqualTo("1/1 files  5.0 kB of 5.0 kB  5.0 kB/s");
    }

    @Test
    void theRateFallsAsTimePassesWithoutBytes() {
        at(0, "{'type':'file.found','file':'a','bytes':100000}");
        at(1000, "{'type':'file.progress','file':'a','bytes':4000}");
        for (int second = 2; second < 20; second++) {
            at(second * 1000L, "{'type':'search.progress','bytes':4000}");
        }

        assertThat(progress.line(19_000)).isEqualTo("0/1 files  4.0 kB of 100 kB");
    }

    @Test
    void aTryThatFailedIsNoEnd() {
        at(0, "{'type':'file.found','file':'a','bytes':10}");
        at(0, "{'type':'file.failed','file':'a','willRetry':true}");
        assertThat(progress.line(0)).startsWith("0/1 files");

        at(0, "{'type':'file.failed','file':'a','willRetry':false}");
        assertThat(progress.line(0)).startsWith("1/1 files");
    }

    @Test
    void oldSpeedIsForgotten() {
        at(0, "{'type':'file.found','file':'a','bytes':100000}");
        at(1000, "{'type':'file.progress','file':'a','bytes':90000}");
        for (int second = 2; second < 20; second++) {
            at(second * 1000L, "{'type':'file.progress','file':'a','bytes':90000}");
        }

        assertThat(progress.bytesPerSecond(19_000)).isZero();
    }

    @Test
    void theMovingLineIsWrittenOverAndNeverLongerThanTheScreen() {
        var bytes = new ByteArrayOutputStream();
        var screen = new TerminalScreen(new PrintStream(bytes, true, StandardCharsets.UTF_8), true, 11);

        screen.status("0/1 files  1 kB", 0);
        screen.status("too soon", 50);
        screen.line("done");

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("\r\u001b[K0/1 files \r\u001b[Kdone" + System.lineSeparator());
    }

    @Test
    void nothingMovesWhereNobodyLooks() {
        var bytes = new ByteArrayOutputStream();
        var screen = new TerminalScreen(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, 80);

        screen.status("0/1 files", 0);
        screen.line("done");

        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("done" + System.lineSeparator());
    }
}
