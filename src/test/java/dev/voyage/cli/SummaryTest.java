package dev.voyage.cli;

import static dev.voyage.cli.LinesTest.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.problem.Advice;
import dev.voyage.problem.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SummaryTest {

    @Test
    void theEndSaysWhatIsHereAndWhere() {
        assertThat(Summary.of(
                        event("{'type':'search.completed','millis':3200,'tally':{'observations':5,"
                                + "'selected':3,'files':21,'completed':20,'skipped':1,'bytes':1200000}}"),
                        "/home/u/3c105"))
                .containsExactly(
                        "complete: 3 of 5 observations selected, 0 without files; 21 files:"
                                + " 20 fetched and verified (1.2 MB), 1 skipped, 0 failed; 3.2 s",
                        "files are in /home/u/3c105");
    }

    @Test
    void aFailureSaysWhatHelps() {
        assertThat(Summary.of(
                        event("{'type':'search.failed','millis':1,'tally':{},'problem':{"
                                + "'type':'/problems/unknown-column','detail':'no column x',"
                                + "'columns':['obsid','ra']}}"),
                        "/x"))
                .contains("problem: no column x", "columns: obsid, ra", "what helps: " + Advice.of(Kind.UNKNOWN_COLUMN))
                .noneMatch(line -> line.startsWith("files are"));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindOfProblemHasItsAdviceAndIsFoundByItsType(Kind kind) {
        assertThat(Advice.of(kind)).endsWith(".");
        assertThat(Advice.kind(kind.type())).contains(kind);
    }

    @ParameterizedTest
    @CsvSource({"search.completed,0", "search.partial,3", "search.empty,4", "search.failed,5", "search.cancelled,130"})
    void scriptsReadTheEndFromTheExitCode(String type, int code) {
        assertThat(ExitCode.of(type)).isEqualTo(code);
    }
}
