package dev.voyage.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionProblemTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ``                              | 0  | found the end
                    `   `                           | 3  | found the end
                    exposure_a                      | 10 | expected a comparison such as <=, found the end
                    exposure_a <=                   | 13 | expected a column, a value or "(", found the end
                    exposure_a => 3                 | 12 | found ">"
                    exposure_a == 3                 | 12 | found "="
                    exposure_a <= 10000)            | 19 | expected AND, OR or the end, found ")"
                    (exposure_a <= 10000            | 20 | expected ")", found the end
                    1=1; drop table x               | 3  | no meaning in a condition: ";"
                    1=1 drop table x                | 4  | expected AND, OR or the end, found "drop"
                    a = 1 -- and all else           | 6  | found "-"
                    a = - b                         | 6  | expected a number after the sign, found "b"
                    1 < a < 3                       | 6  | expected AND or OR behind a condition, found "<"
                    a = (b = 1)                     | 4  | expected a column or a value
                    a AND b = 1                     | 2  | expected a comparison such as <=, found "AND"
                    a = 'open                       | 4  | closing '
                    "open = 1                       | 0  | closing "
                    "" = 1                          | 0  | must not be empty
                    a = 10x                         | 4  | expected a number, found "10x"
                    a = 1.2.3                       | 4  | expected a number, found "1.2.3"
                    a = 1e                          | 4  | expected a number, found "1e"
                    a = 1e99999                     | 4  | number out of range
                    a = NULL                        | 4  | write IS NULL
                    a IS 3                          | 5  | expected "NULL", found "3"
                    a IN ()                         | 6  | expected a column, a value or "(", found ")"
                    a IN 3                          | 5  | expected "(", found "3"
                    a BETWEEN 1 OR 2                | 12 | expected "AND", found "OR"
                    a NOT = 3                       | 6  | expected BETWEEN, IN or LIKE, found "="
                    a LIKE b                        | 7  | expected a pattern
                    a LIKE 'x!' ESCAPE '!'          | 7  | nothing stands behind the last escape
                    a LIKE 'x' ESCAPE 'ab'          | 18 | expected one escape character
                    t. = 3                          | 3  | expected a name after "."
                    a = 1 AND                       | 9  | found the end
                    a + 1 = 2                       | 2  | expected a comparison such as <=, found "+"
                    sqrt(a) = 2                     | 4  | expected a comparison such as <=, found "("
                    a = “x”                         | 4  | no meaning in a condition
                    """)
    void syntaxErrorsTellWhere(String condition, int position, String words) {
        Refusals.refused(() -> Condition.parse(condition), position, words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    exposure_a = 'archived'    | 0  | column "exposure_a" (double) cannot be compared with the string "archived"
                    1=1 AND 'x' < exposure_a   | 14 | column "exposure_a" (double)
                    exposure_a = obsid AND public = 3 | 23 | column "public" (boolean)
                    public < true              | 0  | has no order
                    public = obsid             | 0  | column "obsid" (char)
                    energies = 3               | 0  | column "energies" (double[3])
                    exposure_a LIKE '4%'       | 0  | is not text for LIKE
                    obsid = true               | 0  | the boolean true
                    obsid IN ('a', false)      | 0  | the boolean false
                    issue_flag BETWEEN 0 AND 'z' | 0 | column "issue_flag" (short)
                    'a' = 1                    | 0  | the string "a"
                    1 = 'a'                    | 0  | the string "a"
                    """)
    void whatDoesNotCompareIsRefused(String condition, int position, String words) {
        Refusals.refused(() -> Condition.parse(condition).on(Tables.COLUMNS), position, words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    1=1 AND exposure > 3 | 8 | the catalogue has no column "exposure"; is it "exposure_a"?
                    obisd = 'a'          | 0 | the catalogue has no column "obisd"; is it "obsid"?
                    zzz IS NULL          | 0 | the catalogue has no column "zzz"
                    """)
    void anUnknownColumnIsAnsweredWithThoseThereAre(String condition, int position, String words) {
        var problem = catchThrowableOfType(
                Problem.class, () -> Condition.parse(condition).on(Tables.COLUMNS));

        assertThat(problem.kind()).isEqualTo(ProblemType.UNKNOWN_COLUMN);
        assertThat(problem.detail()).isEqualTo(words);
        assertThat(problem.members()).containsEntry("position", position);
        assertThat(problem.members().get("columns"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactlyElementsOf(Tables.COLUMNS.keys());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "NOT ", "a = (", "a in ("})
    void deepNestingIsRefusedAndNotAStackOverflow(String opening) {
        int times = 4000 / opening.length();
        var problem = catchThrowableOfType(Problem.class, () -> Condition.parse(opening.repeat(times)));

        assertThat(problem.kind()).isEqualTo(ProblemType.BAD_CONDITION);
    }

    @Test
    void nestingOfSixtyIsFine() {
        String condition = "(".repeat(60) + "1=1" + ")".repeat(60);

        assertThat(Tables.passes(condition, Tables.ROW)).isTrue();
    }

    @Test
    void longTextIsRefused() {
        Refusals.refused(() -> Condition.parse("(".repeat(5000)), 4096, "4096");
    }
}
