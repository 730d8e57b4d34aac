package dev.voyage.cone.upload;

import dev.voyage.sky.SkyPosition;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Positions in the order of their declinations, so that only those of a narrow band are compared with another one. */
final class SkyBands {

    private final List<SkyPosition> positions;
    private final int[] order;

    SkyBands(List<SkyPosition> positions) {
        this.positions = positions;
        this.order = IntStream.range(0, positions.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> positions.get(i).decDeg()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Passes on the index of each position within the radius, which is in arcminutes, and of a few beyond. */
    void around(SkyPosition centre, double radiusArcmin, IntConsumer candidate) {
        double radiusDeg = radiusArcmin / 60;
        for (int i = first(centre.decDeg() - radiusDeg); i < order.length; i++) {
            if (positions.get(order[i]).decDeg() > centre.decDeg() + radiusDeg) {
                return;
            }
            candidate.accept(order[i]);
        }
    }

    private int first(double decDeg) {
        int low = 0;
        int high = order.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (positions.get(order[middle]).decDeg() < decDeg) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
