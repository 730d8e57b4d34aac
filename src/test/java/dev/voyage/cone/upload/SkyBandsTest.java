package dev.voyage.cone.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.sky.SkyPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkyBandsTest {

    /** Also at the poles and at right ascension 0, of positions that are there several times. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyPositionWithinTheRadiusIsACandidateOnce(long seed) {
        var random = new Random(seed);
        List<SkyPosition> positions = new ArrayList<>(IntStream.range(0, 200)
                .mapToObj(i -> new SkyPosition(
                        random.nextDouble() * 360,
                        i % 4 == 0 ? 90 - random.nextDouble() / 2 : random.nextDouble() * 180 - 90))
                .toList());
        positions.addAll(positions.subList(0, 20));
        var bands = new SkyBands(positions);
        for (int i = 0; i < 200; i++) {
            SkyPosition centre = i % 2 == 0
                    ? positions.get(i)
                    : new SkyPosition(random.nextDouble() * 360, random.nextDouble() * 180 - 90);
            double radiusArcmin = random.nextDouble() * 300;
            List<Integer> found = new ArrayList<>();
            bands.around(centre, radiusArcmin, found::add);

            assertThat(found)
                    .doesNotHaveDuplicates()
                    .containsAll(IntStream.range(0, positions.size())
                            .filter(k -> positions.get(k).offsetArcmin(centre) <= radiusArcmin)
                            .boxed()
                            .toList());
        }
    }
}
