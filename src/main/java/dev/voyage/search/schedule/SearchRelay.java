package dev.voyage.search.schedule;

import dev.voyage.journal.Journal;
import dev.voyage.journal.lease.LeaseListener;
import dev.voyage.journal.lease.LeaseWish;
import dev.voyage.journal.lease.SearchLeases;
import dev.voyage.journal.record.DrivenSearch;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Between the replicas that share a store: passes a client's wish on to the replica that drives the search, grants the wishes of
 * others, and continues the searches of replicas that are gone.
 */
final class SearchRelay implements LeaseListener {

    private static final Logger LOG = Logger.getLogger(SearchRelay.class);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** Longer than it takes to renew a lease, which is when an owner learns of a wish at the latest. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A search is given up when so many replicas in a row were lost with it before it had another event. */
    private static final long MOST_TAKEOVERS = 5;

    private final Journal journal;
    private final SearchLeases leases;
    private final SearchOwner owner;

    /** The operations on the searches of this replica. */
    interface SearchOwner {

        int places();

        /** Continues a search that was taken over. */
        Uni<Void> continued(SearchRecord ours);

        /** Ends a search that was taken over. */
        Uni<Void> failed(SearchRecord ours, Problem why);

        /** Grants the wish; fails with {@link DrivenElsewhere} if the search is not this replica's any more. */
        Uni<SearchRecord> granted(String search, LeaseWish wish);
    }

    /** A search that another replica drives. */
    static final class DrivenElsewhere extends RuntimeException {

        private static final long serialVersionUID = 1;

        DrivenElsewhere(String search) {
            super(search);
        }
    }

    SearchRelay(Journal journal, SearchLeases leases, SearchOwner owner) {
        this.journal = journal;
        this.leases = leases;
        this.owner = owner;
    }

    /**
     * Asks the replica that drives a search, and waits until it has done so.
     *
     * @param done whether the wish has come true, or cannot any more
     * @return the search afterwards; fails with {@code BUSY} if that takes longer than ten seconds
     */
    Uni<SearchRecord> relayed(String search, LeaseWish wish, Predicate<SearchRecord> done) {
        long begun = System.nanoTime();
        return leases.wish(search, wish)
                .chain(() -> Multi.createBy()
                        .repeating()
                        .uni(() -> known(search))
                        .withDelay(LOOK_AGAIN)
                        .whilst(now -> !done.test(now) && System.nanoTime() - begun < PATIENCE.toNanos())
                        .collect()
                        .last())
                .invoke(now -> {
                    if (!done.test(now)) {
                        throw Problem.of(
                                ProblemType.BUSY,
                                "the replica that drives search " + search + " has not answered; it will when it can");
                    }
                });
    }

    private Uni<SearchRecord> known(String search) {
        return journal.find(search).map(found -> found.orElseThrow(() -> SearchLifecycle.unknown(search)));
    }

    @Override
    public int places() {
        return owner.places();
    }

    @Override
    public void claimed(DrivenSearch driven) {
        SearchRecord search = driven.search();
        Uni<Void> next = driven.takeovers() > MOST_TAKEOVERS
                ? owner.failed(search, poisoned(driven.takeovers()))
                : owner.continued(search);
        next.subscribe().with(going -> {}, failure -> {
            LOG.warnf(failure, "search not continued search=%s", search.id());
            leases.leave(search.id());
        });
    }

    private static Problem poisoned(long takeovers) {
        return Problem.of(
                ProblemType.INTERNAL,
                "the search was given up: " + takeovers + " replicas in a row stopped working while they ran it");
    }

    @Override
    public void wished(String search, LeaseWish wish) {
        owner.granted(search, wish)
                .onItemOrFailure()
                .transformToUni((now, failure) -> {
                    if (failure instanceof DrivenElsewhere) {
                        return Uni.createFrom().voidItem(); // its owner will find the wish
                    } else if (failure != null) {
                        LOG.infof("wish refused search=%s wish=%s reason=%s", search, wish, failure.getMessage());
                    }
                    return leases.granted(search, wish);
                })
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf(failure, "wish stays search=%s", search));
    }
}
