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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The choice among the cone searches of one record: the only one or the named one, never any other. */
class ConeTablesTest {

    private static final String CONE = "ivo://ivoa.net/std/conesearch";
    private static final String VIZIER = "http://vizier.test/viz-bin/conesearch/I/901/";
    private static final Columns TABLES = new Columns(
            List.of(Column.text("table_name"), Column.text("table_title"), Column.text("table_description")));

    private static ServiceInterface cone(String url) {
        return cone(url, "", "", "");
    }

    private static ServiceInterface cone(String url, String capability, String version, String about) {
        return new ServiceInterface(
                url, CONE, "vs:paramhttp", "std", "base", false, "A catalogue", capability, version, about);
    }

    private static ServiceInterface aux(String url) {
        return new ServiceInterface(url, CONE + "#aux", "vs:paramhttp", "std", "base", false, "", "", "", "");
    }

    private static Row table(String name, String title) {
        return new Row(TABLES, name, title, null);
    }

    private static List<ServiceInterface> vizier() {
        return Stream.of("tyc_main?", "hip_main?", "solar_t?", "h_dm_com?")
                .map(table -> cone(VIZIER + table))
                .toList();
    }

    static Stream<Arguments> same() {
        return Stream.of(
                Arguments.of("one address twice", List.of(cone("https://a/scs?"), cone("https://a/scs?"))),
                Arguments.of("http beside https", List.of(cone("http://a/scs?"), cone("https://a/scs?"))),
                Arguments.of(
                        "with and without ?",
                        List.of(cone("http://a/scs"), cone("http://a/scs?"), cone("http://a/scs/?"))),
                Arguments.of(
                        "mirrors of one path",
                        List.of(cone(VIZIER + "t?"), cone(VIZIER.replace("vizier", "cfa") + "t?"))),
                Arguments.of(
                        "one table in a parameter",
                        List.of(
                                cone("https://a/xamin/cone?showoffsets&table=t&"),
                                cone("http://a/cgi/coneGet.pl?table=t&"))),
                Arguments.of(
                        "mirrors of one capability",
                        List.of(
                                cone("https://a/x/scs?", "1", "1.03", ""),
                                cone("https://b/y/scs.xml?", "1", "1.03", ""))),
                Arguments.of(
                        "versions of one capability",
                        List.of(cone("https://a/scs?", "1", "1.03", ""), cone("https://a/scs11?", "1", "1.1", ""))),
                Arguments.of("an auxiliary one", List.of(cone("https://a/scs?"), aux("https://a/all?"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("same")
    void waysToOneSearchAreOne(String what, List<ServiceInterface> ways) {
        List<ServiceInterface> all = new ArrayList<>(ways);
        for (int i = 0; i < all.size(); i++) {
            Collections.rotate(all, 1);
            assertThat(ConeTables.of(all).isOne()).as(what).isTrue();
            assertThat(ConeTables.of(all).only().accessUrl()).startsWith("http");
        }
    }

    static Stream<Arguments> different() {
        return Stream.of(
                Arguments.of("paths", List.of(cone(VIZIER + "a?"), cone(VIZIER + "b?"))),
                Arguments.of(
                        "tables in a parameter", List.of(cone("http://a/scs?table=a&"), cone("http://a/scs?table=b&"))),
                Arguments.of("other parameters", List.of(cone("http://a/scs?q=a&"), cone("http://a/scs?q=b&"))),
                Arguments.of("directories", List.of(cone("http://a/a/scs.xml?"), cone("http://a/b/scs.xml?"))),
                Arguments.of(
                        "capabilities", List.of(cone("http://a/a?", "1", "", ""), cone("http://b/b?", "2", "", ""))),
                Arguments.of(
                        "tables of one capability",
                        List.of(cone("http://a/a?", "1", "", ""), cone("http://a/b?", "1", "", ""))),
                Arguments.of(
                        "tables in the parameters of one capability",
                        List.of(cone("http://a/s?table=a", "1", "1", ""), cone("http://b/s?table=b", "1", "2", ""))),
                Arguments.of("auxiliary ones", List.of(aux("http://a/a?"), aux("http://a/b?"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("different")
    void noneOfSeveralIsChosen(String what, List<ServiceInterface> searches) {
        Problem problem = problem("ivo://a.test/x", searches);

        assertThat(problem.kind()).as(what).isEqualTo(ProblemType.AMBIGUOUS_CATALOGUE);
        assertThat(problem.members()).containsEntry("parameter", "catalogue");
        List<Map<String, String>> choices = choices(problem);
        assertThat(choices.stream().map(choice -> choice.get("accessUrl")))
                .containsExactlyInAnyOrderElementsOf(
                        searches.stream().map(ServiceInterface::accessUrl).toList());
        for (Map<String, String> choice : choices) { // each choice selects its own cone search
            assertThat(named(choice.get("catalogue"), searches).accessUrl()).isEqualTo(choice.get("accessUrl"));
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, String>> choices(Problem problem) {
        return (List<Map<String, String>>) problem.members().get("choices");
    }

    private static Problem problem(String catalogue, List<ServiceInterface> searches, Row... tables) {
        return catchThrowableOfType(Problem.class, () -> named(catalogue, searches, tables));
    }

    private static ServiceInterface named(String catalogue, List<ServiceInterface> searches, Row... tables) {
        return ConeTables.of(searches).named(Ivoid.of(catalogue), Arrays.asList(tables));
    }

    @Test
    void theProblemListsTheTablesAndHowToNameOne() {
        Problem problem = problem(
                "ivo://CDS.test/I/901",
                vizier(),
                table("I/901/hip_main", "Hipparcos"),
                table("I/901/refs", "References"));

        assertThat(problem.detail())
                .isEqualTo("\"ivo://cds.test/i/901\" has 4 different cone searches: name one of its tables, as"
                        + " ivo://cds.test/i/901#h_dm_com, or give the address of its cone search: h_dm_com (" + VIZIER
                        + "h_dm_com?), hip_main (" + VIZIER + "hip_main?), solar_t (" + VIZIER + "solar_t?), tyc_main ("
                        + VIZIER + "tyc_main?)");
        assertThat(choices(problem).get(1))
                .isEqualTo(Map.of(
                        "catalogue", "ivo://cds.test/i/901#hip_main",
                        "table", "hip_main",
                        "accessUrl", VIZIER + "hip_main?",
                        "title", "Hipparcos"));
    }

    @ParameterizedTest
    @CsvSource({
        "hip_main, hip_main?",
        "HIP_MAIN, hip_main?",
        "I/901/hip_main, hip_main?",
        "i/901/Hip_Main, hip_main?",
        "I%2F901%2Fhip_main, hip_main?",
        "solar_t, solar_t?"
    })
    void aTableIsNamedInAnyCaseWithOrWithoutItsSchema(String table, String url) {
        assertThat(named("ivo://cds.test/I/901#" + table, vizier()).accessUrl()).isEqualTo(VIZIER + url);
        assertThat(named("ivo://cds.test/I/901#" + table, vizier(), table("I/901/hip_main", ""))
                        .accessUrl())
                .isEqualTo(VIZIER + url);
    }

    @ParameterizedTest
    @CsvSource({"hip", "main", "I/902/tyc", "tables", "x.y"})
    void aTableThatIsNotThereIsAnErrorThatListsThoseThatAre(String table) {
        Problem problem = problem("ivo://cds.test/I/901#" + table, vizier());

        assertThat(problem.kind()).isEqualTo(ProblemType.UNKNOWN_CATALOGUE);
        assertThat(problem.detail()).contains("no cone search for a table \"" + table + "\"", "hip_main", "tyc_main");
        assertThat(choices(problem)).hasSize(4);
    }

    @Test
    void aSchemaTellsTwoTablesOfOneNameApart() {
        List<ServiceInterface> searches =
                List.of(cone("http://a/s?table=one.main&"), cone("http://a/s?table=two.main&"));

        assertThat(named("ivo://a.test/x#two.main", searches).accessUrl()).contains("two.main");
        assertThat(problem("ivo://a.test/x#main", searches).kind()).isEqualTo(ProblemType.AMBIGUOUS_CATALOGUE);
        assertThat(choices(problem("ivo://a.test/x#main", searches))).hasSize(2);
    }

    @Test
    void theCapabilitysDescriptionNamesTheTableWhereTheAddressDoesNot() {
        List<ServiceInterface> searches = List.of(
                cone("http://a/q/1/scs.xml?", "1", "", "Cone search capability for table arihip.main (stars)"),
                cone("http://a/q/2/scs.xml?", "2", "", "Cone search capability for table arihip.pairs"));

        assertThat(named("ivo://a.test/x#main", searches).accessUrl()).contains("/1/");
        assertThat(named("ivo://a.test/x#arihip.PAIRS", searches).accessUrl()).contains("/2/");
    }

    @Test
    void theOnlySearchAnswersToTheOnlyTableAndToNoOther() {
        List<ServiceInterface> one = List.of(cone("http://a/arihip/q/cone/scs.xml?"));

        assertThat(named("ivo://a.test/x#arihip.main", one, table("arihip.main", "Stars")))
                .isEqualTo(one.get(0));
        assertThat(named("ivo://a.test/x#main", one, table("arihip.main", "Stars")))
                .isEqualTo(one.get(0));
        assertThat(problem("ivo://a.test/x#other", one, table("arihip.main", "Stars"))
                        .kind())
                .isEqualTo(ProblemType.UNKNOWN_CATALOGUE);
    }

    @ParameterizedTest
    @CsvSource({"ivo://a.test/x#", "'ivo://a.test/x# '", "ivo://a.test/x#a#b", "#t", "'ivo://a.test/x#a\u0007'"})
    void aFragmentThatNamesNothingIsABadParameter(String catalogue) {
        Problem problem = catchThrowableOfType(Problem.class, () -> Ivoid.of(catalogue));

        assertThat(problem.kind()).isEqualTo(ProblemType.BAD_PARAMETER);
        assertThat(problem.members()).containsEntry("parameter", "catalogue");
    }
}
