package dev.voyage.journal.lease;

import dev.voyage.journal.record.DrivenSearch;

/** The reactions of the owner of searches to changes of their leases. Calls come from the threads of the leases and must not block. */
public interface LeaseListener {

    /** The number of searches that may begin here now. */
    int places();

    /** This replica drives the search from now on. */
    void claimed(DrivenSearch search);

    /** A client asks another replica for a change of a search that this one drives. */
    void wished(String search, LeaseWish wish);
}
