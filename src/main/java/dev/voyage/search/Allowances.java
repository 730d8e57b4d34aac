package dev.voyage.search;

import dev.voyage.problem.Problem;
import io.quarkus.runtime.configuration.MemorySize;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What each client's searches that run or wait take together: so many of them, so many targets, rows and bytes. */
final class Allowances {

    private final Limits limits;
    private final Map<String, Allowance> byClient = new ConcurrentHashMap<>();

    Allowances(Limits limits) {
        this.limits = limits;
    }

    /**
     * Before a search begins.
     *
     * @param client as {@link Asker#counted}
     * @return the search's, until it is closed
     * @throws Problem {@code TOO_MANY} naming the limit
     */
    Share take(String client, int targets) {
        return share(client, targets, true);
    }

    /** For a search that was taken before, by an earlier life of it: nothing is refused. */
    Share again(String client, int targets) {
        return share(client, targets, false);
    }

    private Share share(String client, int targets, boolean checked) {
        if (client.isEmpty()) {
            return Share.free();
        }
        Allowance taken = byClient.compute(client, (same, known) -> {
            Allowance allowance = known == null ? ofOne() : known;
            allowance.begin(targets, checked);
            return allowance;
        });
        return new Share(
                taken,
                targets,
                () -> byClient.computeIfPresent(client, (same, allowance) -> allowance.isUnused() ? null : allowance));
    }

    private Allowance ofOne() {
        return new Allowance(
                limits.searchesPerClient(),
                limits.targetsPerClient(),
                limits.rowsPerClient(),
                limits.bytesPerClient().map(MemorySize::asLongValue).orElse(Long.MAX_VALUE));
    }

    /** Clients that have something going. */
    int clients() {
        return byClient.size();
    }
}
