package dev.voyage.search.limit;

import dev.voyage.journal.record.ClientLoad.ClientTotal;
import dev.voyage.problem.Problem;
import dev.voyage.search.request.Submitter;
import io.quarkus.runtime.configuration.MemorySize;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Limits the running and queued searches of each client: their number, and their targets, rows and bytes together. */
public final class ClientQuotas {

    private final SearchLimits limits;
    private final Map<String, ClientQuota> byClient = new ConcurrentHashMap<>();

    public ClientQuotas(SearchLimits limits) {
        this.limits = limits;
    }

    /**
     * Called before a search begins.
     *
     * @param client as {@link Submitter#counted}
     * @return the lease of the search, until it is closed
     * @throws Problem {@code TOO_MANY} naming the limit
     */
    public QuotaLease take(String client, int targets) {
        return share(client, targets, true);
    }

    /**
     * The reason why a search may not begin, where replicas share the store; as that of {@link #take}.
     *
     * @param others the searches of the client at all replicas
     */
    public Optional<Problem> refusal(ClientTotal others, int targets) {
        return ofOne().refusal(others.searches(), others.targets(), targets);
    }

    /** For a search that was accepted before, in an earlier run: nothing is refused. */
    public QuotaLease again(String client, int targets) {
        return share(client, targets, false);
    }

    private QuotaLease share(String client, int targets, boolean checked) {
        if (client.isEmpty()) {
            return QuotaLease.free();
        }
        ClientQuota taken = byClient.compute(client, (same, known) -> {
            ClientQuota allowance = known == null ? ofOne() : known;
            allowance.begin(targets, checked);
            return allowance;
        });
        return new QuotaLease(
                taken,
                targets,
                () -> byClient.computeIfPresent(client, (same, allowance) -> allowance.isUnused() ? null : allowance));
    }

    private ClientQuota ofOne() {
        return new ClientQuota(
                limits.searchesPerClient(),
                limits.targetsPerClient(),
                limits.rowsPerClient(),
                limits.bytesPerClient().map(MemorySize::asLongValue).orElse(Long.MAX_VALUE));
    }

    /** The number of clients with running or queued searches. */
    int clients() {
        return byClient.size();
    }
}
