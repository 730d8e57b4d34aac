package dev.voyage.search.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.cone.OutsideRows;
import dev.voyage.search.played.PlayedRows;
import dev.voyage.search.played.PlayedRows.Line;
import dev.voyage.search.played.Told;
import dev.voyage.search.played.WithRig;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.SourcePreference;
import dev.voyage.search.request.Target;
import dev.voyage.sky.SkyPosition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rows are the same observation, within one run: different rows are never merged. */
public class IdentityStoryTest extends WithRig {

    private PlayedRows rows;

    @BeforeEach
    public void play() {
        rows = new PlayedRows(rig);
    }

    private SearchRequest around(double... raDeg) {
        List<Target> targets = java.util.Arrays.stream(raDeg)
                .mapToObj(ra -> new Target("at " + ra, new SkyPosition(ra, 0)))
                .toList();
        return new SearchRequest(
                targets,
                List.of(rig.played.cone().toString()),
                1,
                null,
                List.of(),
                List.of(),
                Action.DOWNLOAD,
                SourcePreference.AUTO);
    }

    private Told told(double... raDeg) {
        return new Told(rig.run(around(raDeg))).isSound();
    }

    /** For each linked observation, the last segment of its only directory. */
    public static Map<String, String> datasets(Told told) {
        var datasets = new TreeMap<String, String>();
        for (JsonNode linked : told.of("observation.linked")) {
            String url = linked.path("directories").get(0).path("url").textValue();
            datasets.put(linked.path("observation").textValue(), url.replaceFirst(".*/FTP/(.*)/", "$1"));
        }
        return datasets;
    }

    /** For each found observation, the dataset of its row and whether it is repeated. */
    public static List<String> found(Told told) {
        return told.of("observation.found").stream()
                .map(event -> event.path("observation").textValue() + " "
                        + event.path("row").path("dataset").textValue()
                        + (event.path("repeated").booleanValue() ? " again" : ""))
                .toList();
    }

    @Test
    public void rowsWithoutAnIdAroundTwoTargetsAreTwo() {
        rows.have(List.of(Line.of("", "d1")), List.of(Line.of("", "d2").at(200.5)), "10.5");

        Told told = told(10.5, 200.5);

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(datasets(told)).hasSize(2).containsValues("d1", "d2");
        assertThat(datasets(told).keySet()).allMatch(id -> id.matches("row~[0-9a-f]{16}"));
        assertThat(told.of("file.completed").stream()
                        .map(event -> event.path("file").textValue()))
                .containsExactlyInAnyOrder("d1/a.txt", "d2/a.txt");
        assertThat(told.of("catalogue.searched")).noneMatch(event -> event.has("sharedIds"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "null", "..", ".", "NaN", "-", "n/a"})
    public void anIdThatTwoRowsShareIsNotOneObservation(String id) {
        rows.have(List.of(Line.of(id, "d1")), List.of(Line.of(id, "d2").at(200.5)), "10.5");

        Told told = told(10.5, 200.5);

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.tally("selected")).isEqualTo(2);
        assertThat(datasets(told)).hasSize(2).containsValues("d1", "d2");
        for (JsonNode event : told.of("observation.found")) {
            assertThat(datasets(told))
                    .containsEntry(
                            event.path("observation").textValue(),
                            event.path("row").path("dataset").textValue());
        }
    }

    @Test
    public void rowsOfOneAnswerThatShareAnIdAreBothKeptAndReported() {
        rows.have(
                Line.of("7", "d1"),
                Line.of("7", "d2"),
                Line.of("7", "d3").exposed(1),
                Line.of("7", "d3").exposed(2));

        Told told = told(10.5);

        assertThat(datasets(told)).hasSize(4).containsEntry("7", "d1");
        assertThat(datasets(told).keySet()).allMatch(id -> id.matches("7(~[0-9a-f]{16})?"));
        assertThat(told.of("catalogue.searched").get(0).path("sharedIds").intValue())
                .isEqualTo(3);
        assertThat(told.of("upstream.degraded")).singleElement().satisfies(event -> assertThat(
                        event.path("detail").textValue())
                .contains("3 rows with the id of another"));
        // two observations with the same directory have separate folders
        List<String> ofD3 = told.of("file.found").stream()
                .map(event -> event.path("file").textValue())
                .filter(file -> file.startsWith("d3"))
                .sorted()
                .toList();
        assertThat(ofD3).hasSize(2);
        assertThat(ofD3.get(0)).isEqualTo("d3/a.txt");
        assertThat(ofD3.get(1)).matches("d3~[0-9a-f]{16}/a\\.txt");
        assertThat(told.end()).isEqualTo("search.completed");
    }

    @Test
    public void rowsThatSayTheSameAreOneObservation() {
        rows.have(Line.of("7", "d1"), Line.of("7", "d1"), Line.of("", "d2"), Line.of("", "d2"), Line.of(" 7 ", "d1"));

        Told told = told(10.5);

        assertThat(told.tally("observations")).isEqualTo(5);
        assertThat(told.tally("selected")).isEqualTo(2);
        assertThat(told.tally("repeated")).isEqualTo(3);
        assertThat(told.tally("completed")).isEqualTo(2);
        assertThat(told.end()).isEqualTo("search.completed");
    }

    @Test
    public void theSameRowsAroundTargetsThatOverlapAreRepeatedThoughDistancesAndNumbersDiffer() {
        List<Line> forth = List.of(Line.of("7", "d1"), Line.of("", "d2"), Line.of("7", "d3"));
        List<Line> back = List.of(Line.of("7", "d3"), Line.of("", "d2"), Line.of("7", "d1"));
        rows.have(forth, back, "10.25");

        Told told = told(10.25, 10.75);

        assertThat(told.tally("selected")).isEqualTo(3);
        assertThat(told.tally("repeated")).isEqualTo(3);
        assertThat(datasets(told)).hasSize(3);
        assertThat(told.tally("completed")).isEqualTo(3);
        assertThat(found(told).stream().map(row -> row.replace(" again", "")).distinct())
                .hasSize(3);
    }

    @Test
    public void idsThatDifferInCaseOrBlanksHaveFoldersOfTheirOwn() {
        rows.have(Line.of("ab", "ab"), Line.of("AB", "AB"), Line.of("a b", "aB"));

        Told told = told(10.5);

        assertThat(datasets(told))
                .containsEntry("ab", "ab")
                .containsEntry("AB", "AB")
                .containsEntry("a b", "aB");
        assertThat(told.of("file.completed").stream()
                        .map(event -> event.path("file").textValue().toLowerCase(java.util.Locale.ROOT)))
                .doesNotHaveDuplicates()
                .hasSize(3);
    }

    @Test
    public void rowsOutsideTheRadiusAreReportedAndNotSelected() {
        rows.have(
                Line.of("near", "d1"),
                Line.of("edge", "d2").at(11.5),
                Line.of("far", "d3").at(11.6),
                Line.of("nowhere", "d4").without(),
                Line.of("antipode", "d5").at(190.5));

        Told told = told(10.5);

        assertThat(datasets(told)).containsOnlyKeys("near", "edge", "nowhere");
        assertThat(told.tally("observations")).isEqualTo(5);
        assertThat(told.tally("outsideRadius")).isEqualTo(2);
        assertThat(reasons(told))
                .containsExactly(
                        "near null", "edge null", "far outside-radius", "nowhere null", "antipode outside-radius");
        JsonNode searched = told.of("catalogue.searched").get(0);
        assertThat(searched.path("outsideRadius").intValue()).isEqualTo(2);
        assertThat(searched.path("withoutPosition").intValue()).isEqualTo(1);
        assertThat(told.end()).isEqualTo("search.completed");
    }

    private static Stream<String> reasons(Told told) {
        return told.of("observation.found").stream()
                .map(event -> event.path("observation").textValue() + " "
                        + event.path("reason").textValue());
    }

    @Test
    public void outsideTheRadiusComesBeforeTheCondition() {
        rows.have(
                Line.of("a", "d1"),
                Line.of("b", "d2").exposed(20_000),
                Line.of("c", "d3").exposed(20_000).at(30),
                Line.of("d", "d4").at(30));

        Told told = new Told(rig.run(new SearchRequest(
                null,
                new SkyPosition(10.5, 0),
                rig.played.cone().toString(),
                1,
                "exposure <= 10000",
                List.of(),
                List.of(),
                Action.OBSERVATIONS,
                SourcePreference.AUTO)));

        assertThat(reasons(told)).containsExactly("a null", "b condition", "c outside-radius", "d outside-radius");
        assertThat(told.tally("outsideRadius")).isEqualTo(2);
        assertThat(told.tally("selected")).isEqualTo(1);
    }

    @Test
    public void whereEveryRowIsOutsideTheSearchIsEmpty() {
        rows.have(Line.of("far", "d3").at(30));

        assertThat(told(10.5).end()).isEqualTo("search.empty");
    }

    @Test
    public void rowsOutsideAreSelectedWhereThatIsSet() {
        rig.outside.set(OutsideRows.INCLUDE);
        rows.have(Line.of("near", "d1"), Line.of("far", "d3").at(30));

        Told told = told(10.5);

        assertThat(datasets(told)).containsOnlyKeys("near", "far");
        assertThat(told.tally("outsideRadius")).isZero();
        assertThat(told.of("upstream.degraded")).singleElement().satisfies(event -> assertThat(
                        event.path("detail").textValue())
                .contains("a row outside the radius: selected where the condition holds"));
    }
}
