package dev.voyage.search.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.registry.NearbyCatalogues.Place;
import dev.voyage.sky.SkyPosition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryProgressTest {

    private static final Place PLACE = new Place(new SkyPosition(61.8, 3.7), 0.5, null, false);
    private static final List<String> IVOIDS = List.of("ivo://a/b", "ivo://a/c", "ivo://a/d", "ivo://a/e");

    @Test
    void cursorHoldsTheStateOfEach() {
        DiscoveryProgress progress = DiscoveryProgress.of(PLACE, IVOIDS);
        progress.set(1, CatalogueState.FOUND);
        progress.set(2, CatalogueState.FAILED);
        progress.set(3, CatalogueState.SKIPPED);

        assertThat(progress.cursor()).endsWith(".-rfs").hasSize(21);
        DiscoveryProgress again =
                DiscoveryProgress.of(PLACE, IVOIDS).from(progress.cursor()).orElseThrow();
        assertThat(again.waiting()).containsExactly(0);
        assertThat(again.count(CatalogueState.FAILED)).isEqualTo(1);
        again.set(0, CatalogueState.EMPTY);
        assertThat(again.end()).endsWith(".erfs.end");
        assertThat(DiscoveryProgress.isEnd(again.end())).isTrue();
        assertThat(DiscoveryProgress.isEnd(again.cursor())).isFalse();
        assertThat(DiscoveryProgress.of(PLACE, IVOIDS).from(again.end())).isPresent();
    }

    @Test
    void cursorOfAnotherQuestionDoesNotFit() {
        String cursor = DiscoveryProgress.of(PLACE, IVOIDS).cursor();

        assertThat(DiscoveryProgress.of(PLACE, IVOIDS.subList(0, 3)).from(cursor))
                .isEmpty();
        assertThat(DiscoveryProgress.of(PLACE, List.of("ivo://a/c", "ivo://a/b", "ivo://a/d", "ivo://a/e"))
                        .from(cursor))
                .isEmpty();
        var elsewhere = PLACE.around(new SkyPosition(61.9, 3.7));
        assertThat(DiscoveryProgress.of(elsewhere, IVOIDS).from(cursor)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789abcdef",
                "0123456789abcdef.x",
                "0123456789abcde.r",
                "s1:4",
                "0123456789abcdef.r.en"
            })
    void everythingElseIsNoCursor(String text) {
        assertThat(DiscoveryProgress.isCursor(text)).isFalse();
    }
}
