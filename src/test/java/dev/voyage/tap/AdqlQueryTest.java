package dev.voyage.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdqlQueryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM numaster",
                "select\n\t1",
                "With t AS (SELECT 1 AS a FROM b) SELECT a FROM t",
                "(SELECT a FROM b) UNION (SELECT a FROM c)",
                "-- a remark; about 'it\nSELECT a FROM b -- it's; more",
                "SELECT ';' AS a, \"x;'y\" FROM b WHERE c = 'it''s; DELETE'",
                "SELECT 'π' FROM \"täble\"",
            })
    void aQueryThatOnlyReadsIsKeptAsItIs(String text) {
        assertThat(new AdqlQuery(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"  SELECT 1 ;", "SELECT 1;\n", "SELECT 1 ; -- the end", "\nSELECT 1 ;\t"})
    void blanksAndASemicolonAtTheEndAreDropped(String text) {
        assertThat(new AdqlQuery(text).text()).isEqualTo("SELECT 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                            | must not be empty",
                "-- nothing                    | begins with SELECT or WITH",
                "DELETE FROM t                 | not with \"DELETE\"",
                "SELECTED                      | not with \"SELECTED\"",
                "/* a */ SELECT 1              | begins with SELECT or WITH",
                "*                             | begins with SELECT or WITH",
                "SELECT 1; DROP TABLE t        | another behind the semicolon at character 9",
                "SELECT 1;SELECT 2             | another behind",
                "SELECT 'a                     | quote without its end, at character 8",
                "SELECT \"a FROM b             | quote without its end",
            })
    void everythingElseIsRefused(String text, String why) {
        refuses(text, why);
    }

    @Test
    void itIsOfBoundedLength() {
        refuses("SELECT " + "1".repeat(AdqlQuery.LONGEST), "at most 10000 characters, not 10007");
        refuses("SELECT \u0000", "control characters");
        assertThat(new AdqlQuery("SELECT " + "(".repeat(AdqlQuery.LONGEST - 7)).text())
                .hasSize(AdqlQuery.LONGEST);
        assertThat(new AdqlQuery("(".repeat(AdqlQuery.LONGEST - 6) + "SELECT").text())
                .hasSize(AdqlQuery.LONGEST);
    }

    private static void refuses(String text, String why) {
        assertThatThrownBy(() -> new AdqlQuery(text)).isInstanceOfSatisfying(Problem.class, refused -> {
            assertThat(refused.members()).containsEntry("parameter", "adql");
            assertThat(refused.detail()).contains(why).hasSizeLessThan(400);
        });
    }
}
