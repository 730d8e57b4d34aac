package dev.voyage.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SkyCoverageTest {

    private static final SkyPosition ETA_CARINAE = new SkyPosition(161.265, -59.6845);
    private static final SkyPosition VEGA = new SkyPosition(279.2347, 38.7837);

    /** One coverage in several forms: cell 594 of order 3, which contains Eta Carinae, and its neighbours in number. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "3/593-595",
                " 3/593,594 595 ",
                "3/593-594 4/2380-2383",
                "2/ 3/593 594-595 29/",
                "3/593-595 8/",
                "{\"3\": [593, 594, 595]}",
                "{ \"3\":[593,594],\n \"4\" : [2380, 2381, 2382, 2383] }",
                "{\"3\":[593,594,595],\"29\":[]}",
            })
    void oneCoverageInSeveralForms(String moc) {
        SkyCoverage coverage = SkyCoverage.of(moc).orElseThrow();

        assertThat(coverage)
                .isEqualTo(SkyCoverage.of("3/593-595").orElseThrow())
                .hasSameHashCodeAs(SkyCoverage.of("3/593-595").orElseThrow());
        assertThat(coverage.mayHold(ETA_CARINAE, 0.1)).isTrue();
        assertThat(coverage.mayHold(VEGA, 0.1)).isFalse();
        assertThat(coverage.mayHold(VEGA, 150)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "3/",
                "593",
                "3/768",
                "3/5-4",
                "30/1",
                "3/-1",
                "3/1 x",
                "s3/1",
                "t61/1 s3/1",
                "3/99999999999999999999",
                "3/9223372036854775807",
                "POLYGON 1 2 3 4 5 6",
                "{}",
                "{\"3\":[]}",
                "{\"3\":[768]}",
                "{\"3\":[1}",
                "{\"3\":[1]",
                "{\"3\":[1] \"4\":[1]}",
                "{\"3\":{\"a\":1}}",
                "{3:[1]}",
            })
    void everythingElseIsNoCoverage(String moc) {
        assertThat(SkyCoverage.of(moc)).isEmpty();
    }

    @Test
    void itIsOfBoundedLength() {
        assertThat(SkyCoverage.of("3/1 ".repeat(SkyCoverage.LONGEST / 4))).isPresent();
        assertThat(SkyCoverage.of("3/1 ".repeat(SkyCoverage.LONGEST / 4) + " ")).isEmpty();
    }

    @Test
    void theWholeSkyHoldsEverything() {
        SkyCoverage all = SkyCoverage.of("0/0-11").orElseThrow();
        assertThat(all).isEqualTo(SkyCoverage.of("29/0-3458764513820540927").orElseThrow());
        assertThat(all.mayHold(VEGA, 0)).isTrue();
    }

    @Test
    void areaIsThatOfItsCells() {
        assertThat(SkyCoverage.of("0/0-11").orElseThrow().squareDeg()).isCloseTo(41_253, within(1.0));
        assertThat(SkyCoverage.of("3/593-595").orElseThrow().squareDeg()).isCloseTo(3 * 41_253 / 768.0, within(0.1));
        assertThat(SkyCoverage.of("12/112485517").orElseThrow().squareDeg()).isCloseTo(0.84, within(0.01));
    }

    @Test
    void positionInACellIsContainedAndOthersAreOnlyNear() {
        SkyCoverage coverage = SkyCoverage.of("3/593-595").orElseThrow();
        var south = new SkyPosition(161.265, -80);

        assertThat(coverage.contains(ETA_CARINAE)).isTrue();
        assertThat(coverage.contains(VEGA)).isFalse();
        assertThat(coverage.contains(south)).isFalse();
        assertThat(coverage.meets(south, 25)).isTrue();
        assertThat(coverage.meets(VEGA, 25)).isFalse();
    }

    /** A row within the radius and inside the coverage is never lost, whatever the orders of its cells. */
    @Test
    void noTargetWithinTheRadiusOfACoveredPositionIsOutside() {
        var random = new Random(20261130);
        int outside = 0;
        for (int i = 0; i < 20_000; i++) {
            int order = random.nextInt(13);
            var grid = new HealpixGrid(order);
            SkyPosition row = anywhere(random);
            SkyCoverage coverage = SkyCoverage.of(order + "/" + grid.cell(row)).orElseThrow();
            SkyPosition target = anywhere(random);
            double radiusDeg = target.offsetArcmin(row) / 60;
            assertThat(coverage.mayHold(target, radiusDeg))
                    .as("%s of order %d around %s", row, order, target)
                    .isTrue();
            outside += coverage.mayHold(target, radiusDeg / 4) ? 0 : 1;
        }
        assertThat(outside).as("and others are").isGreaterThan(1000);
    }

    private static SkyPosition anywhere(Random random) {
        return new SkyPosition(random.nextDouble() * 360, Math.toDegrees(Math.asin(random.nextDouble() * 2 - 1)));
    }

    @Test
    void theMarginIsADegreeAndASmallCell() {
        SkyCoverage coverage = SkyCoverage.of("12/112485517").orElseThrow(); // Wolf 359
        var near = new SkyPosition(164.1033, 7.0027 + 1.3);
        var far = new SkyPosition(164.1033, 7.0027 + 3.5);

        assertThat(coverage.mayHold(near, 0.3)).isTrue();
        assertThat(coverage.mayHold(far, 0.3)).isFalse();
        assertThat(coverage.mayHold(far, 2.5)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3/593-595 | 3/593-595",
                "3/592-595 | 2/148",
                "0/0-11 | 0/0-11",
                "4/0-3 5 | 3/0 4/5",
                "29/0 | 6/0",
            })
    void itIsWrittenWithTheLargestCells(String moc, String written) {
        assertThat(SkyCoverage.of(moc).orElseThrow().toMoc()).isEqualTo(written);
    }

    @Property
    void whatIsWrittenIsReadAgainAndNeverLess(
            @ForAll @Size(min = 1, max = 400) Set<@IntRange(max = 49151) Integer> cells) {
        String moc = "6/" + cells.stream().map(String::valueOf).collect(Collectors.joining(","));
        SkyCoverage coverage = SkyCoverage.of(moc).orElseThrow();

        assertThat(SkyCoverage.of(coverage.toMoc())).contains(coverage);
    }

    @Test
    void aLongOneIsWrittenWithLargerCellsOfMoreSky() {
        var random = new Random(7);
        String moc = "6/"
                + random.ints(4000, 0, 49152)
                        .distinct()
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(","));
        SkyCoverage whole = SkyCoverage.of(moc).orElseThrow();
        String written = whole.toMoc();
        SkyCoverage wider = SkyCoverage.of(written).orElseThrow();

        assertThat(written).hasSizeLessThanOrEqualTo(SkyCoverage.LONGEST_WRITTEN);
        for (int i = 0; i < 500; i++) {
            var at = new SkyPosition(random.nextDouble() * 360, Math.toDegrees(Math.asin(random.nextDouble() * 2 - 1)));
            assertThat(!whole.mayHold(at, 0) || wider.mayHold(at, 0)).isTrue();
        }
    }
}
