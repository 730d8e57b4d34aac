package dev.voyage.search.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Two searches, 10 targets, 100 rows and 1000 bytes for each client. */
class ClientQuotasTest {

    private final ClientQuotas allowances = new ClientQuotas(Settings.of(
            SearchLimits.class,
            "voyage.limits.searches-per-client",
            "2",
            "voyage.limits.targets-per-client",
            "10",
            "voyage.limits.rows-per-client",
            "100",
            "voyage.limits.bytes-per-client",
            "1000"));

    private void isRefused(String client, int targets, String limit) {
        assertThatThrownBy(() -> allowances.take(client, targets)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(ProblemType.TOO_MANY);
            assertThat(problem.members()).containsEntry("limit", limit).containsKey("retryAfterSeconds");
            assertThat(problem.detail()).contains(limit);
        });
    }

    @Test
    void searchesAndTargetsAreCountedForEachAndGivenBackOnce() {
        QuotaLease first = allowances.take("a", 6);
        isRefused("a", 5, "voyage.limits.targets-per-client");
        allowances.take("a", 4);
        isRefused("a", 0, "voyage.limits.searches-per-client");
        allowances.take("b", 10).close();

        first.close();
        first.close();
        allowances.take("a", 6);
        isRefused("a", 0, "voyage.limits.searches-per-client");
    }

    @Test
    void aSearchThatGoesOnIsNeverRefusedAndCountsWithAllItHas() {
        allowances.take("a", 10);
        allowances.take("a", 0);
        QuotaLease third = allowances.again("a", 10);
        third.remember(150, 2000);

        assertThat(third.takesRow()).isFalse();
        assertThat(third.takesBytes(2001)).isFalse();
        assertThat(third.takesBytes(1999)).as("fewer than before").isTrue();
    }

    @Test
    void nobodyIsBoundByNothing() {
        for (int i = 0; i < 10; i++) {
            QuotaLease share = allowances.take("", 1000);
            share.remember(1000, 10_000);
            assertThat(share.takesRow()).isTrue();
            assertThat(share.takesBytes(Long.MAX_VALUE / 2)).isTrue();
        }
        assertThat(allowances.clients()).isZero();
    }

    @Property(tries = 300)
    void neverMoreThanMayBeAndNothingStaysBehind(@ForAll Random random) {
        List<Held> open = new ArrayList<>();
        for (int step = 0; step < 200; step++) {
            String client = "abc".substring(random.nextInt(3)).substring(0, 1);
            if (random.nextInt(4) == 0) {
                take(client, random.nextInt(6), open);
            } else if (!open.isEmpty()) {
                open.get(random.nextInt(open.size())).uses(random);
            }
            open.removeIf(held -> held.closed);
            isWithin(open);
        }
        open.forEach(held -> held.share.close());
        assertThat(allowances.clients()).isZero();
    }

    private void take(String client, int targets, List<Held> open) {
        try {
            open.add(new Held(client, targets, allowances.take(client, targets)));
        } catch (Problem refused) {
            long searches = open.stream().filter(it -> it.client.equals(client)).count();
            int had = open.stream()
                    .filter(it -> it.client.equals(client))
                    .mapToInt(it -> it.targets)
                    .sum();
            assertThat(searches == 2 || had + targets > 10).isTrue();
        }
    }

    private static void isWithin(List<Held> open) {
        Map<String, long[]> sums = new HashMap<>();
        for (Held held : open) {
            long[] sum = sums.computeIfAbsent(held.client, first -> new long[4]);
            sum[0]++;
            sum[1] += held.targets;
            sum[2] += held.rows;
            sum[3] += held.bytes;
        }
        assertThat(sums.values()).allMatch(sum -> sum[0] <= 2 && sum[1] <= 10 && sum[2] <= 100 && sum[3] <= 1000);
    }

    /** A lease with its granted amounts. */
    private static final class Held {

        private final String client;
        private final int targets;
        private final QuotaLease share;
        private long rows;
        private long bytes;
        private boolean closed;

        Held(String client, int targets, QuotaLease share) {
            this.client = client;
            this.targets = targets;
            this.share = share;
        }

        void uses(Random random) {
            switch (random.nextInt(8)) {
                case 0 -> {
                    share.close();
                    closed = true;
                }
                case 1, 2, 3 -> {
                    for (int i = random.nextInt(30); i > 0 && share.takesRow(); i--) {
                        rows++;
                    }
                }
                default -> {
                    long all = random.nextInt(800);
                    bytes = share.takesBytes(all) ? all : bytes;
                }
            }
        }
    }
}
