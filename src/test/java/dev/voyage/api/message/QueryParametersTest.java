package dev.voyage.api.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryParametersTest {

    private static final Set<String> KNOWN = Set.of("a", "b", "n");

    @Test
    void aPlusIsABlankAndSoIsItsEscape() {
        QueryParameters query = QueryParameters.of("a=3C+105&b=3C%20105", KNOWN);

        assertThat(query.one("a")).contains("3C 105");
        assertThat(query.one("b")).contains("3C 105");
    }

    @Test
    void onlyTheFirstEqualsSignDivides() {
        assertThat(QueryParameters.of("a=exposure_a+<=+10000", KNOWN).one("a")).contains("exposure_a <= 10000");
    }

    @Test
    void rawBytesAreUtf8AsTheirEscapesAre() {
        assertThat(QueryParameters.of("a=\u00ce\u00b1&b=%CE%B1", KNOWN).one("a"))
                .contains("α");
        assertThat(QueryParameters.of("a=\u00ce\u00b1&b=%CE%B1", KNOWN).one("b"))
                .contains("α");
    }

    @Test
    void repeatableValuesKeepTheirOrder() {
        assertThat(QueryParameters.of("a=1&b=x&a=2&a=", KNOWN).all("a")).containsExactly("1", "2", "");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    c=1,        c
                    A=1,        A
                    a=1&x[]=2,  x[]
                    %63=1,      c
                    """)
    void anUnknownNameIsNamed(String raw, String name) {
        Problem problem = catchThrowableOfType(Problem.class, () -> QueryParameters.of(raw, KNOWN));

        assertThat(problem.kind()).isEqualTo(ProblemType.BAD_PARAMETER);
        assertThat(problem.members()).containsEntry("parameter", name);
        assertThat(problem.detail()).contains("known are a, b, n");
    }

    @ParameterizedTest
    @CsvSource({"a=%", "a=%4", "a=%zz", "a=%C3", "a=%ff", "%=1", "a=%EF%BC%9"})
    void brokenEscapesAreRefused(String raw) {
        Problem problem = catchThrowableOfType(Problem.class, () -> QueryParameters.of(raw, KNOWN));

        assertThat(problem.kind()).isEqualTo(ProblemType.BAD_PARAMETER);
        assertThat(problem.members()).containsEntry("parameter", raw.substring(0, raw.indexOf('=')));
    }

    @ParameterizedTest
    @CsvSource({"N=1&n=2, N", "Last=&N=0, N", "n=x, n"})
    void whereAnyCaseWillDoANameIsComplainedOfAsItWasWritten(String raw, String name) {
        QueryParameters query = QueryParameters.dali(raw, Set.of("n", "last"));

        Problem problem = catchThrowableOfType(Problem.class, () -> query.count("n", 1, 9));

        assertThat(problem.members()).containsEntry("parameter", name);
        assertThat(problem.detail()).startsWith(name + " ");
    }

    @Test
    void aSingleValueGivenTwiceIsRefused() {
        QueryParameters query = QueryParameters.of("a=1&a=1", KNOWN);

        Problem problem = catchThrowableOfType(Problem.class, () -> query.one("a"));

        assertThat(problem.detail()).isEqualTo("a is given 2 times");
    }

    @ParameterizedTest
    @CsvSource({"n=1.5,1.5", "n=+1.5,1.5", "n=-.5,-0.5", "n=1e-3,0.001", "n=+0,0", "n=7.,7"})
    void numbersAreDecimal(String raw, double number) {
        assertThat(QueryParameters.of(raw, KNOWN).number("n")).contains(number);
    }

    @ParameterizedTest
    @CsvSource({"n=", "n=x", "n=NaN", "n=Infinity", "n=0x10", "n=1d", "n=1e999", "n=1%2C5"})
    void whatIsNoNumberIsRefusedByName(String raw) {
        Problem problem = catchThrowableOfType(
                Problem.class, () -> QueryParameters.of(raw, KNOWN).number("n"));

        assertThat(problem.members()).containsEntry("parameter", "n");
    }

    @ParameterizedTest
    @CsvSource({"n=0", "n=-1", "n=201", "n=", "n=1.0", "n=99999999999999999999"})
    void aCountOutOfItsRangeIsRefused(String raw) {
        Problem problem = catchThrowableOfType(
                Problem.class, () -> QueryParameters.of(raw, KNOWN).count("n", 50, 200));

        assertThat(problem.detail()).startsWith("n must be a number from 1 to 200");
    }

    @Test
    void flagsAreTrueOrFalseAndNothingElse() {
        assertThat(QueryParameters.of("a=false", KNOWN).flag("a", true)).isFalse();
        assertThat(QueryParameters.of(null, KNOWN).flag("a", true)).isTrue();
        Problem problem = catchThrowableOfType(
                Problem.class, () -> QueryParameters.of("a=no", KNOWN).flag("a", true));
        assertThat(problem.detail()).isEqualTo("a must be true or false, not \"no\"");
    }

    @Test
    void whatIsTooMuchIsCalledThatAndNotUnknown() {
        Problem problem = catchThrowableOfType(Problem.class, () -> QueryParameters.of("a=1&".repeat(301), KNOWN));

        assertThat(problem.detail()).contains("more than 300").doesNotContain("no parameter");
    }
}
