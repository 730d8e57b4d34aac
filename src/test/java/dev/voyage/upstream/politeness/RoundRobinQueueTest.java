package dev.voyage.upstream.politeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RoundRobinQueueTest {

    @Test
    void partiesTakeTurnsAndEachKeepsItsOrder() {
        RoundRobinQueue<String> rounds = new RoundRobinQueue<>();
        List.of("a1", "a2", "a3", "b1", "c1", "c2").forEach(one -> rounds.add(one.substring(0, 1), one));

        assertThat(rounds.inTurn()).containsExactly("a1", "b1", "c1", "a2", "c2", "a3");
        assertThat(rounds.next()).isEqualTo("a1");
        assertThat(rounds.remove("b", "b1")).isTrue();
        assertThat(rounds.remove("b", "b1")).isFalse();
        rounds.add("b", "b2"); // a returning party queues behind the others
        assertThat(rounds.inTurn()).containsExactly("c1", "a2", "b2", "c2", "a3");
        assertThat(rounds.size()).isEqualTo(5);
        rounds.clear();
        assertThat(rounds.isEmpty()).isTrue();
    }

    @Property(tries = 300)
    void nothingIsLostAndWhatIsToldOfTheOrderIsTheOrder(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int parties) {
        var random = new Random(seed);
        RoundRobinQueue<Integer> rounds = new RoundRobinQueue<>();
        Map<Integer, String> in = new HashMap<>();
        for (int one = 0; one < 200; one++) {
            String party = "p" + random.nextInt(parties);
            if (random.nextInt(3) > 0) {
                rounds.add(party, one);
                in.put(one, party);
            } else if (random.nextBoolean() && !in.isEmpty()) {
                assertThat(in.remove(rounds.next())).isNotNull();
            } else if (!in.isEmpty()) {
                Integer any = in.keySet().iterator().next();
                assertThat(rounds.remove(in.remove(any), any)).isTrue();
            }
            assertThat(rounds.size()).isEqualTo(in.size());
        }
        List<Integer> told = rounds.inTurn();
        List<Integer> came = new ArrayList<>();
        while (!rounds.isEmpty()) {
            came.add(rounds.next());
        }
        assertThat(came).isEqualTo(told).containsExactlyInAnyOrderElementsOf(in.keySet());
    }
}
