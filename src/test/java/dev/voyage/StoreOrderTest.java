package dev.voyage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.journal.Journal;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.record.NewSearch;
import dev.voyage.search.Searches;
import dev.voyage.testsupport.WaitLimit;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Arc;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The order at the end of a process: first the journal writes its pending events, then its store closes. The store
 * closes with the application scope; the journal observes the event before its destruction, which is fired however the
 * process ends.
 */
@QuarkusTest
@TestProfile(StoreOrderTest.OfItsOwn.class)
@Timeout(WaitLimit.TEST_SECONDS)
class StoreOrderTest {

    /** A separate application, because this test shuts it down. */
    public static class OfItsOwn implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                return Map.of(
                        "voyage.data", Files.createTempDirectory("voyage-test").toString());
            } catch (IOException disk) {
                throw new UncheckedIOException(disk);
            }
        }
    }

    private static final int EVENTS = 3000;
    private static final Duration SOON = WaitLimit.TIME;

    @Inject
    Journal journal;

    @Inject
    Searches searches;

    @Inject
    AgroalDataSource store;

    @Test
    void everythingAppendedIsInTheStoreBeforeTheStoreCloses() throws Exception {
        String id = journal.create(new NewSearch(searches.newId(), Map.of(), "/v1/searches/order", "", null, null))
                .await()
                .atMost(SOON)
                .id();
        for (int i = 0; i < EVENTS; i++) {
            // accepted, and most of them not yet written
            var unused = journal.append(id, new SearchEvent.UpstreamDegraded("host" + i, "slow"))
                    .subscribe()
                    .asCompletionStage();
        }

        Arc.container()
                .beanManager()
                .getEvent()
                .select(BeforeDestroyed.Literal.APPLICATION)
                .fire("the application's scope");

        assertThat(journal.writes()).as("the journal's writer is running").isFalse();
        try (var connection = store.getConnection();
                var count = connection.prepareStatement("SELECT count(*) FROM events WHERE search = ?")) {
            count.setString(1, id);
            try (var found = count.executeQuery()) {
                assertThat(found.next()).isTrue();
                assertThat(found.getInt(1)).isEqualTo(EVENTS + 1);
            }
        }
    }

    /** A singleton would close with the journal, in an unspecified order. */
    @Test
    void theStoreClosesWithTheApplicationsScope() {
        assertThat(Arc.container().instance(AgroalDataSource.class).getBean().getScope())
                .isEqualTo(ApplicationScoped.class);
    }
}
