package dev.voyage.registry.interfaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The newest version of a cone search first, and the table that its requests name. */
class ConeVersionsTest {

    private static final String ONE = "ivo://ivoa.net/std/conesearch";
    private static final String TWO = "ivo://ivoa.net/std/scs2#query-2.0";
    private static final Columns TABLES = new Columns(
            List.of(Column.text("table_name"), Column.text("table_title"), Column.text("table_description")));

    private static ServiceInterface at(String url, String standard) {
        return new ServiceInterface(url, standard, "vs:paramhttp", "std", "base", false, "A catalogue");
    }

    private static List<Row> tables(String... names) {
        return Arrays.stream(names)
                .map(name -> new Row(TABLES, name, "The " + name, null))
                .toList();
    }

    private static List<ConeVersions.Found> found(String ivoid, List<Row> tables, ServiceInterface... interfaces) {
        var all = new ArrayList<>(List.of(interfaces));
        List<ConeVersions.Found> first = ConeVersions.of(all).newestFirst(Ivoid.of(ivoid), tables);
        for (int i = 0; i < all.size(); i++) {
            Collections.rotate(all, 1);
            assertThat(ConeVersions.of(all).newestFirst(Ivoid.of(ivoid), tables))
                    .as("in any order")
                    .isEqualTo(first);
        }
        return first;
    }

    @ParameterizedTest
    @CsvSource({
        "ivo://ivoa.net/std/scs2#query-2.0, TWO",
        "ivo://ivoa.net/std/scs2#query-2.1-aux, TWO",
        "ivo://ivoa.net/scs2#query-2.0, TWO",
        "ivo://ivoa.net/std/scs2#query-3.0, ",
        "ivo://ivoa.net/std/scs2, ",
        "ivo://ivoa.net/std/conesearch#query-1.1, ONE_ONE",
        "ivo://ivoa.net/std/conesearch, ONE",
        "ivo://ivoa.net/std/conesearch#aux, ONE",
        "ivo://ivoa.net/std/conesearch2, ",
        "ivo://ivoa.net/std/tap, ",
    })
    void theStandardTellsTheVersion(String standard, ConeVersion version) {
        assertThat(ConeVersion.of(standard)).isEqualTo(version);
    }

    @Test
    void theNewestVersionIsFirst() {
        assertThat(found(
                        "ivo://a.test/x",
                        tables("x.main"),
                        at("http://a/scs.xml?", ONE),
                        at("http://a/scs11?", ONE + "#query-1.1"),
                        at("http://a/scs2.xml?", TWO)))
                .containsExactly(
                        new ConeVersions.Found("http://a/scs2.xml?", "A catalogue", "2", null),
                        new ConeVersions.Found("http://a/scs11?", "A catalogue", "1.1", null),
                        new ConeVersions.Found("http://a/scs.xml?", "A catalogue", null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ivo://ivoa.net/std/scs2#query-2.0-aux", "ivo://ivoa.net/scs2#query-2.0-aux"})
    void anAuxiliaryServiceIsGivenTheTable(String standard) {
        assertThat(found("ivo://a.test/x", tables("x.main"), at("http://a/all/scs2?", standard)))
                .containsExactly(new ConeVersions.Found("http://a/all/scs2?", "A catalogue", "2", "x.main"));
    }

    @Test
    void aServiceOfSeveralTablesNeedsTheNameOfOne() {
        ServiceInterface service = at("http://a/scs2?", TWO);

        assertThat(found("ivo://a.test/x#x.second", tables("x.main", "x.second"), service))
                .containsExactly(new ConeVersions.Found("http://a/scs2?", "A catalogue", "2", "x.second"));
        assertThat(found("ivo://a.test/x#SECOND", tables("x.main", "x.second"), service)
                        .get(0)
                        .table())
                .isEqualTo("x.second");
        Problem none = problem("ivo://a.test/x", service);
        assertThat(none.kind()).isEqualTo(ProblemType.AMBIGUOUS_CATALOGUE);
        assertThat(choices(none))
                .contains(Map.of(
                        "catalogue",
                        "ivo://a.test/x#x.main",
                        "table",
                        "x.main",
                        "accessUrl",
                        "http://a/scs2?",
                        "title",
                        "The x.main"));
        assertThat(problem("ivo://a.test/x#other", service).kind()).isEqualTo(ProblemType.UNKNOWN_CATALOGUE);
    }

    @Test
    void theTablesOfOtherVersionsAreNotLost() {
        ServiceInterface[] vizier = {at("http://v/I/1/a?", ONE), at("http://v/I/1/b?", ONE), at("http://v/scs2?", TWO)};

        assertThat(found("ivo://a.test/x#b", tables("I/1/a", "I/1/b"), vizier))
                .containsExactly(
                        new ConeVersions.Found("http://v/scs2?", "A catalogue", "2", "I/1/b"),
                        new ConeVersions.Found("http://v/I/1/b?", "A catalogue", null, null));
        assertThat(catchThrowableOfType(Problem.class, () -> found("ivo://a.test/x", tables("I/1/a", "I/1/b"), vizier))
                        .kind())
                .isEqualTo(ProblemType.AMBIGUOUS_CATALOGUE);
    }

    @Test
    void aServiceOfOneTableAmongOthersNeedsNoName() {
        assertThat(found(
                        "ivo://a.test/x",
                        tables("x.main", "x.notes"),
                        at("http://a/scs2.xml?", TWO),
                        at("http://a/scs.xml?", ONE)))
                .extracting(ConeVersions.Found::table)
                .containsOnlyNulls();
    }

    @Test
    void onlyVersionTwoAndNamesAskForTheTables() {
        Ivoid record = Ivoid.of("ivo://a.test/x");

        assertThat(ConeVersions.of(List.of(at("http://a/scs?", ONE))).needsTables(record))
                .isFalse();
        assertThat(ConeVersions.of(List.of(at("http://a/scs2?", TWO))).needsTables(record))
                .isTrue();
        assertThat(ConeVersions.of(List.of(at("http://a/tap", "ivo://ivoa.net/std/tap")))
                        .isEmpty())
                .isTrue();
    }

    private static Problem problem(String ivoid, ServiceInterface service) {
        return catchThrowableOfType(Problem.class, () -> ConeVersions.of(List.of(service))
                .newestFirst(Ivoid.of(ivoid), tables("x.main", "x.second")));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, String>> choices(Problem problem) {
        return (List<Map<String, String>>) problem.members().get("choices");
    }
}
