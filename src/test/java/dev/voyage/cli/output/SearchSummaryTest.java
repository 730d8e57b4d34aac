package dev.voyage.cli.output;

import static dev.voyage.cli.output.EventFormatterTest.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.cli.ExitCode;
import dev.voyage.journal.event.Outcome;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.problem.ProblemAdvice;
import dev.voyage.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SearchSummaryTest {

    private static SearchEvent.Ended end(String json) {
        return (SearchEvent.Ended) event(json);
    }

    @Test
    void theEndSaysWhatIsHereAndWhere() {
        assertThat(SearchSummary.of(
                        end("{'type':'search.completed','millis':3200,'tally':{'observations':5,"
                                + "'selected':3,'files':21,'completed':20,'skipped':1,'bytes':1200000}}"),
                        null,
                        "/home/u/3c105"))
                .containsExactly(
                        "complete: 3 of 5 observations selected, 0 without files; 21 files:"
                                + " 20 fetched and verified (1.2 MB), 1 skipped, 0 failed; 3.2 s",
                        "files are in /home/u/3c105");
    }

    @Test
    void filesThatThePatternsLeaveOutAreNotAmongTheFiles() {
        assertThat(SearchSummary.of(
                        end("{'type':'search.completed','millis':3200,'tally':{'observations':5,"
                                + "'selected':3,'files':15,'completed':15,'skipped':0,'excluded':33,'bytes':1200000}}"),
                        null,
                        null))
                .containsExactly("complete: 3 of 5 observations selected, 0 without files; 15 files:"
                        + " 15 fetched and verified (1.2 MB), 0 skipped, 0 failed, 33 left out by patterns; 3.2 s");
    }

    @Test
    void aPlanSaysWhatADownloadWouldBringAndNothingOfFetching() {
        assertThat(SearchSummary.of(
                        end("{'type':'search.completed','millis':3200,'tally':{'observations':5,"
                                + "'selected':3,'files':48,'excluded':0}}"),
                        (SearchEvent.PlanReady) event("{'type':'plan.ready','observations':3,'files':48,'bytes':950000,"
                                + "'bytesUnknownFor':2,'alreadyHere':4}"),
                        null))
                .containsExactly("complete: 3 of 5 observations selected, 0 without files;"
                        + " 48 files, 950 kB and 2 of unknown size, 4 here already; 3.2 s");
    }

    @Test
    void aFailureSaysWhatHelps() {
        assertThat(SearchSummary.of(
                        end("{'type':'search.failed','millis':1,'tally':{},'problem':{"
                                + "'type':'/problems/unknown-column','detail':'no column x',"
                                + "'columns':['obsid','ra']}}"),
                        null,
                        "/x"))
                .contains(
                        "problem: no column x",
                        "columns: obsid, ra",
                        "advice: " + ProblemAdvice.of(ProblemType.UNKNOWN_COLUMN))
                .noneMatch(line -> line.startsWith("files are"));
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void everyKindOfProblemHasItsAdviceAndIsFoundByItsType(ProblemType kind) {
        assertThat(ProblemAdvice.of(kind)).endsWith(".");
        assertThat(ProblemAdvice.kind(kind.type())).contains(kind);
    }

    @ParameterizedTest
    @CsvSource({"COMPLETE,0", "PARTIAL,3", "EMPTY,4", "FAILED,5", "CANCELLED,130"})
    void scriptsReadTheEndFromTheExitCode(Outcome outcome, int code) {
        assertThat(ExitCode.of(outcome)).isEqualTo(code);
    }
}
