package dev.voyage.journal.live;

import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.record.SearchState;
import dev.voyage.journal.store.JournalListener;
import dev.voyage.journal.store.Transaction;
import dev.voyage.journal.store.WriteOperation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** An event, or a phase, of a running search on its way to the store. */
final class PendingChange implements WriteOperation {

    private final LiveSearch search;
    private final long run;
    private final JournalEntry entry;
    private final SearchEvent event;
    private final SearchState after;
    private final long begun = System.nanoTime();
    private final CompletableFuture<Void> durable = new CompletableFuture<>();

    /**
     * @param run of the search's numbering: invalid once the search had to begin a new one
     * @param entry null together with {@code event} if only the phase changes
     * @param after the state of the search after this change
     */
    PendingChange(LiveSearch search, long run, JournalEntry entry, SearchEvent event, SearchState after) {
        this.search = search;
        this.run = run;
        this.entry = entry;
        this.event = event;
        this.after = after;
    }

    long run() {
        return run;
    }

    JournalEntry entry() {
        return entry;
    }

    SearchEvent event() {
        return event;
    }

    SearchState after() {
        return after;
    }

    CompletableFuture<Void> durable() {
        return durable;
    }

    @Override
    public String key() {
        return search.id();
    }

    @Override
    public RuntimeException refusal() {
        return search.refusal(this);
    }

    @Override
    public void write(Transaction transaction) {
        if (entry != null) {
            transaction.event(entry, event);
        }
        transaction.state(search.lease(), after);
    }

    @Override
    public void committed() {
        search.committed(this);
    }

    @Override
    public void tell(JournalListener witness) {
        if (event != null) {
            witness.shown(event, Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    @Override
    public void failed(RuntimeException why) {
        search.failed(this, why);
    }
}
