package dev.voyage;

import dev.voyage.journal.Journal;
import dev.voyage.journal.lease.ReplicaIdentity;
import dev.voyage.journal.record.ProcessLock;
import dev.voyage.journal.record.SearchIds;
import dev.voyage.journal.store.StoreDialect;
import dev.voyage.journal.transfer.StoreTransfer;
import dev.voyage.journal.transfer.StoreUsage;
import dev.voyage.notify.NotificationDelivery;
import dev.voyage.notify.NotifyConfig;
import dev.voyage.notify.WebhookSigner;
import dev.voyage.settings.SecretFile;
import dev.voyage.upstream.Http;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.postgresql.ds.PGSimpleDataSource;

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
    Journal journal(
            VoyageConfig voyage,
            StoreConfig store,
            Instance<AgroalDataSource> embedded,
            @DataSource("postgresql") Instance<AgroalDataSource> postgresql)
            throws IOException {
        StoreConfigSource.refusal(store.url()).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        Clock clock = Clock.systemUTC();
        opened = StoreConfigSource.isPostgres(store.url())
                ? new Journal(postgresql.get(), clock, reads, replica(store, clock))
                : new Journal(
                        embedded.get(),
                        clock,
                        reads,
                        ProcessLock.in(voyage.data().resolve("run"), clock));
        return opened;
    }

    /** The contents of the same store, for a command that moves them; the journal is not opened for it. */
    @Produces
    @Singleton
    StoreTransfer transfer(
            VoyageConfig voyage,
            StoreConfig store,
            Instance<AgroalDataSource> embedded,
            @DataSource("postgresql") Instance<AgroalDataSource> postgresql) {
        return StoreConfigSource.isPostgres(store.url())
                ? new StoreTransfer(
                        postgresql.get(), StoreDialect.POSTGRESQL, StoreSchema.NEWEST, StoreUsage.ofReplicas())
                : new StoreTransfer(
                        embedded.get(),
                        StoreDialect.EMBEDDED,
                        StoreSchema.NEWEST,
                        StoreUsage.ofProcesses(voyage.data().resolve("run")));
    }

    private static ReplicaIdentity replica(StoreConfig store, Clock clock) {
        return new ReplicaIdentity(
                new SearchIds(clock).next(),
                store.lease(),
                connections(store, store.url())::getConnection,
                connections(store, store.notifyUrl().orElse(store.url()))::getConnection);
    }

    /** Connections outside of the pool, which fail soon when the database does not answer. */
    private static PGSimpleDataSource connections(StoreConfig store, String url) {
        int patienceSeconds = (int) Math.max(1, store.lease().dividedBy(4).toSeconds());
        var connections = new PGSimpleDataSource();
        connections.setConnectTimeout(patienceSeconds);
        connections.setSocketTimeout(patienceSeconds);
        connections.setTcpKeepAlive(true);
        connections.setApplicationName(StoreUsage.REPLICA_CONNECTION);
        connections.setUrl(url);
        SecretFile.either(store.user(), "voyage.store.user-file", store.userFile())
                .ifPresent(connections::setUser);
        SecretFile.either(store.password(), "voyage.store.password-file", store.passwordFile())
                .ifPresent(connections::setPassword);
        return connections;
    }

    @Produces
    @Singleton
    NotificationDelivery notifications(Journal journal, Http http, NotifyConfig config) {
        Optional<WebhookSigner> signer = SecretFile.either(
                        config.secret(), "voyage.notify.secret-file", config.secretFile())
                .map(WebhookSigner::of);
        return new NotificationDelivery(journal, http, signer, config, Clock.systemUTC());
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
