package dev.voyage;

import dev.voyage.journal.Journal;
import dev.voyage.journal.record.ProcessLock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/** Opens the journal on its store, and closes the two in the order that loses no events. */
@ApplicationScoped
class JournalWiring {

    // reads of the store block; they have their own threads, fewer than the store has connections
    private final ExecutorService reads = Executors.newFixedThreadPool(6, JournalWiring::readerThread);

    private volatile Journal opened; // null until the first use

    private static Thread readerThread(Runnable work) {
        var thread = new Thread(work, "journal-reader");
        thread.setDaemon(true);
        return thread;
    }

    @Produces
    @Singleton
    Journal journal(VoyageConfig voyage, DataSource store) throws IOException {
        Clock clock = Clock.systemUTC();
        opened = new Journal(store, clock, reads, ProcessLock.in(voyage.data().resolve("run"), clock));
        return opened;
    }

    /**
     * Writes the appended events while the store is still open: its connections close with the application's scope, and
     * only then are singletons such as the journal disposed of. This holds for the service, for one command, and for a
     * failed start.
     */
    void finishWriting(@Observes @BeforeDestroyed(ApplicationScoped.class) Object end) {
        Journal journal = opened;
        if (journal != null) {
            journal.close();
        }
    }

    void close(@Disposes Journal journal) {
        journal.close(); // no effect when it is already closed
        reads.shutdown();
    }
}
