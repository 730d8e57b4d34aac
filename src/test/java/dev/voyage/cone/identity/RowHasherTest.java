package dev.voyage.cone.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowHasherTest {

    private static RowIdentity identity(Double offsetArcmin, Object... keysAndCells) {
        List<String> keys = Stream.iterate(0, i -> i + 2)
                .limit(keysAndCells.length / 2)
                .map(i -> (String) keysAndCells[i])
                .toList();
        Double place = offsetArcmin == null ? null : 1.5;
        return new RowHasher(keys).identity(i -> keysAndCells[2 * i + 1], place, place, offsetArcmin);
    }

    private static RowHash content(Object... keysAndCells) {
        return identity(null, keysAndCells).content();
    }

    static Stream<Arguments> same() {
        return Stream.of(
                Arguments.of(1, 1L),
                Arguments.of((short) 1, 1.0),
                Arguments.of(1.0, 1.0f),
                Arguments.of(0.1, 0.1f), // equal in decimal notation
                Arguments.of(0.0, -0.0),
                Arguments.of(null, Double.NaN),
                Arguments.of(null, Float.NaN),
                Arguments.of(null, "  "),
                Arguments.of(null, ""),
                Arguments.of(null, new int[0]),
                Arguments.of("a b", "  a b\t"),
                Arguments.of("Infinity", Double.POSITIVE_INFINITY),
                Arguments.of(new double[] {1, 2.5}, List.of(1.0, 2.5)),
                Arguments.of(new float[] {0.1f}, List.of(0.1)),
                Arguments.of(new Boolean[] {true, null}, Arrays.asList(true, null)),
                Arguments.of(new String[] {"a", "b"}, List.of("a", "b")));
    }

    @ParameterizedTest
    @MethodSource("same")
    void cellsThatSayTheSameAreTheSameHoweverTheyAreWritten(Object one, Object other) {
        assertThat(content("k", "x", "cell", one)).isEqualTo(content("k", "x", "cell", other));
        assertThat(content("CELL", one, "k", "x"))
                .as("other order, other case of the name")
                .isEqualTo(content("k", "x", "cell", other));
    }

    static Stream<Arguments> different() {
        return Stream.of(
                Arguments.of(1, 2),
                Arguments.of(0.1f, 0.10000000149011612),
                Arguments.of(9007199254740993L, 9007199254740992L),
                Arguments.of(null, 0),
                Arguments.of("a b", "ab"),
                Arguments.of("a", "A"),
                Arguments.of("1", "1.0"),
                Arguments.of(new int[] {1, 23}, new int[] {12, 3}),
                Arguments.of(true, false));
    }

    @ParameterizedTest
    @MethodSource("different")
    void cellsThatDifferAreDifferent(Object one, Object other) {
        assertThat(content("cell", one)).isNotEqualTo(content("cell", other));
    }

    @Test
    void theSameTextInAnotherColumnIsAnotherRow() {
        assertThat(content("a", "x", "b", null)).isNotEqualTo(content("a", null, "b", "x"));
        assertThat(content("a", "b1 1 c")).isNotEqualTo(content("a", "b", "1 1", "c"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Search_Offset",
                "_r",
                "angDist",
                "__row",
                "row_number",
                "target_distance",
                "distance",
                "dist",
                "d5"
            })
    void theDistanceFromTheCentreIsNotOfTheRow(String name) {
        RowIdentity around = identity(12.5, "id", "A", name, 12.5);

        assertThat(identity(30.25, "id", "A", name, 30.25)).isEqualTo(around);
        assertThat(identity(30.25, "id", "B", name, 30.25)).isNotEqualTo(around);
    }

    @ParameterizedTest
    @ValueSource(doubles = {60, 1, 1 / 60.0, 1 / 60_000.0, 180 * 60 / Math.PI})
    void inAnyUnitOfAngle(double arcmin) {
        assertThat(identity(12.5, "id", "A", "sep5", 12.5 / arcmin).content())
                .isEqualTo(identity(30.25, "id", "A", "sep5", (float) (30.25 / arcmin))
                        .content());
    }

    @Test
    void aDistanceWithFewDigitsIsKnownByAUsualNameOnly() {
        assertThat(identity(12.5004, "id", "A", "dist", 12.5, "angle", 12.0))
                .isEqualTo(identity(30.2496, "id", "A", "dist", 30.25, "angle", 200.0));
        assertThat(identity(12.5004, "id", "A", "depth", 12.5).content())
                .isNotEqualTo(identity(30.2496, "id", "A", "depth", 30.25).content());
    }

    @Test
    void adistanceThatIsTheObjectsOwnIsOfTheRow() {
        assertThat(identity(12.5, "id", "A", "distance", 740.0).content())
                .isNotEqualTo(identity(12.5, "id", "A", "distance", 750.0).content());
        assertThat(identity(12.5, "id", "A", "angle", 10.0).content())
                .as("without a distance")
                .isNotEqualTo(identity(12.5, "id", "A", "angle", 20.0).content());
    }

    @Test
    void thePlaceIsThePositionAndTheTextAndNoNumber() {
        RowIdentity before = identity(1.5, "id", "A", "status", "done", "exposure", 10.0);

        assertThat(identity(1.5, "id", "A", "status", "done", "exposure", 11.0).place())
                .isEqualTo(before.place());
        assertThat(identity(1.5, "id", "A", "status", "new", "exposure", 10.0).place())
                .isNotEqualTo(before.place());
        assertThat(identity(null, "id", "A", "status", "done", "exposure", 10.0).place())
                .isNull();
    }

    @Test
    void aHashIsWrittenInHexadecimalDigits() {
        assertThat(new RowHash(0x0123456789abcdefL, -1).text(20)).isEqualTo("0123456789abcdefffff");
    }

    @Provide
    Arbitrary<List<Tuple2<String, Object>>> cells() {
        Arbitrary<Object> cell = Arbitraries.oneOf(
                Arbitraries.doubles().map(d -> (Object) d),
                Arbitraries.longs().map(l -> (Object) l),
                Arbitraries.strings().ofMaxLength(8).map(s -> (Object) s),
                Arbitraries.of(true, false).map(b -> (Object) b));
        return Arbitraries.strings()
                .withCharRange('a', 'f')
                .ofMinLength(1)
                .ofMaxLength(3)
                .map(name -> "x" + name)
                .flatMap(name -> cell.map(value -> Tuple.of(name, value)))
                .list()
                .uniqueElements(Tuple2::get1)
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Property
    void theOrderOfColumnsSaysNothingAndEveryCellCounts(@ForAll("cells") List<Tuple2<String, Object>> cells) {
        var turned = new java.util.ArrayList<>(cells);
        java.util.Collections.reverse(turned);
        assertThat(of(turned)).isEqualTo(of(cells));

        var changed = new java.util.ArrayList<>(cells);
        changed.set(0, Tuple.of(cells.get(0).get1(), "something else entirely"));
        assertThat(of(changed)).isNotEqualTo(of(cells));
    }

    private static RowHash of(List<Tuple2<String, Object>> cells) {
        return content(cells.stream()
                .flatMap(cell -> Stream.of(cell.get1(), cell.get2()))
                .toArray());
    }
}
