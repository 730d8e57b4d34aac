package dev.voyage.sky;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealpixGridTest {

    /** Bits of a Gaia source id below its cell of order 12 in the nested scheme (Gaia DR3 documentation, 20.1.1). */
    private static final int BELOW_CELL = 35;

    /** Wolf 359, Ross 128, TRAPPIST-1, Proxima Centauri, 61 Cygni A; Barnard's star with its motion at order 8. */
    @ParameterizedTest
    @CsvSource({
        "12, 3864972938605115520, 164.1033, 7.0027",
        "12, 3796072592206250624, 176.9375, 0.7994",
        "12, 2635476908753563008, 346.6264, -5.0435",
        "12, 5853498713190525696, 217.3923, -62.6761",
        "12, 1872046574983507456, 316.7485, 38.7639",
        "6, 5853498713190525696, 217.3923, -62.6761",
        "8, 4472832130942575872, 269.4485, 4.7394",
    })
    void theCellIsThatInTheIdentifierOfAStar(int order, long star, double raDeg, double decDeg) {
        long cell = star >> (BELOW_CELL + 2 * (12 - order));

        assertThat(new HealpixGrid(order).cell(new SkyPosition(raDeg, decDeg))).isEqualTo((int) cell);
    }

    /** The base cells of the paper, and pixel 1130 of healpy's documentation, which is 1504 in the ring scheme. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 45, 41.8103148957786",
        "0, 3, 315, 41.8103148957786",
        "0, 4, 0, 0",
        "0, 7, 270, 0",
        "0, 8, 45, -41.8103148957786",
        "0, 11, 315, -41.8103148957786",
        "4, 1130, 2.8125, 0",
    })
    void theCentreOfACell(int order, int cell, double raDeg, double decDeg) {
        var grid = new HealpixGrid(order);

        assertThat(grid.centre(cell).offsetArcmin(new SkyPosition(raDeg, decDeg)))
                .isLessThan(1e-9);
        assertThat(grid.cell(new SkyPosition(raDeg, decDeg))).isEqualTo(cell);
    }

    @Test
    void everyCellContainsItsCentre() {
        for (int order = 0; order <= 6; order++) {
            var grid = new HealpixGrid(order);
            assertThat(IntStream.range(0, (int) HealpixGrid.cells(order))
                            .filter(cell -> grid.cell(grid.centre(cell)) != cell))
                    .isEmpty();
        }
    }

    /** At random positions, with a seed so that a failure can be repeated. */
    @Test
    void noPositionIsFartherFromTheCentreOfItsCellThanTheReach() {
        var random = new Random(20261130);
        double[] farthest = new double[7];
        for (int i = 0; i < 200_000; i++) {
            var at = new SkyPosition(random.nextDouble() * 360, Math.toDegrees(Math.asin(random.nextDouble() * 2 - 1)));
            int order = i % 7;
            var grid = new HealpixGrid(order);
            double offset = grid.centre(grid.cell(at)).offsetArcmin(at);
            assertThat(offset).as("order %d at %s", order, at).isLessThanOrEqualTo(grid.reachArcmin());
            farthest[order] = Math.max(farthest[order], offset / grid.reachArcmin());
        }
        assertThat(farthest[1]).as("the bound is not much wider").isGreaterThan(0.9);
    }

    @ParameterizedTest
    @CsvSource({"0, 90", "0, -90", "359.9999999999, 0", "0, 0", "90, 41.8103148957786", "359.9999999999, -89.9999999"})
    void theEdgesOfTheSkyAreInACell(double raDeg, double decDeg) {
        var grid = new HealpixGrid(6);
        var at = new SkyPosition(raDeg, decDeg);

        assertThat(grid.cell(at)).isBetween(0, (int) HealpixGrid.cells(6) - 1);
        assertThat(grid.centre(grid.cell(at)).offsetArcmin(at)).isLessThanOrEqualTo(grid.reachArcmin() + 1e-6);
    }
}
