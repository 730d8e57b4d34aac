package dev.voyage.journal.lease;

import dev.voyage.journal.live.LiveSearch;
import dev.voyage.journal.record.LeaseTerm;
import dev.voyage.journal.store.JournalWriter;
import dev.voyage.journal.store.Store;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Gives searches of this replica to the others. */
final class LeaseHandover {

    private final Store store;
    private final JournalWriter writer;
    private final Set<LeaseTerm> leaving = ConcurrentHashMap.newKeySet();
    private volatile CompletableFuture<Void> claiming = CompletableFuture.completedFuture(null);

    LeaseHandover(Store store, JournalWriter writer) {
        this.store = store;
        this.writer = writer;
    }

    /** Ends leases in the store. */
    interface Release {
        void write(Connection connection) throws SQLException;
    }

    /** A claim is in progress from now on until this is completed: no release overtakes it, to be undone by it. */
    CompletableFuture<Void> beginClaim() {
        var claim = new CompletableFuture<Void>();
        claiming = claim;
        return claim;
    }

    /** Whether this lease is being released: then it is no loss that it is not renewed. */
    boolean isLeaving(LeaseTerm lease) {
        return leaving.contains(lease);
    }

    /**
     * Releases these searches and stops driving them; nothing must be appended to them any more. Completes when the store has it,
     * or does not work: then the leases expire.
     */
    Uni<Void> release(Release release, Supplier<List<LiveSearch>> searches) {
        return Uni.createFrom()
                .completionStage(() -> claiming)
                .chain(() -> write(release, searches.get()))
                .call(() -> LeaseSignals.send(store))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> write(Release release, List<LiveSearch> given) {
        List<LeaseTerm> leases = given.stream().map(LiveSearch::lease).toList();
        leaving.addAll(leases);
        return writer.<Void>run(
                        "release",
                        transaction -> {
                            release.write(transaction.connection());
                            return null;
                        },
                        done -> {})
                .onItemOrFailure()
                .invoke((done, failure) -> {
                    given.forEach(search -> search.abandon(Problem.of(ProblemType.UNAVAILABLE, "this replica stops")));
                    leases.forEach(leaving::remove);
                });
    }
}
