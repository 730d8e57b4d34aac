package dev.voyage.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.journal.event.EventCodec;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.record.LeaseTerm;
import dev.voyage.journal.record.NewSearch;
import dev.voyage.journal.record.SearchIds;
import dev.voyage.journal.record.SearchState;
import dev.voyage.problem.Problem;
import dev.voyage.testsupport.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * The fence against a model, in a real database: any interleaving of claims, renewals, expiries, appends and releases by three
 * replicas, each of which believes in its lease until the database says otherwise.
 */
class FencePropertyTest {

    private static final int REPLICAS = 3;
    private static final int OPERATIONS = 5;
    private static final Duration LONG = Duration.ofHours(1);
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final SearchIds ids = new SearchIds(Clock.systemUTC());

    /** The search as it must be, and the belief of each replica. */
    private static final class Model {
        private int owner;
        private long term = 1;
        private boolean valid = true;
        private final List<String> told = new ArrayList<>();
        private final LeaseTerm[] believed = new LeaseTerm[REPLICAS];
        private final SearchState[] states = new SearchState[REPLICAS];

        boolean isOwner(int replica) {
            return believed[replica] != null && owner == replica && believed[replica].term() == term;
        }

        void forget(int replica) {
            believed[replica] = null;
        }
    }

    @Property(tries = 150)
    void onlyTheOwnerOfTheNewestTermWrites(
            @ForAll @Size(max = 40) List<@IntRange(max = REPLICAS * OPERATIONS - 1) Integer> steps)
            throws SQLException {
        DataSource store = TestPostgres.in(Path.of("fence"));
        var model = new Model();
        String search = ids.next();
        try (Connection connection = store.getConnection()) {
            change(connection, "delete from searches"); // so that claims find one
        }
        begin(store, search, model);
        for (int step : steps) {
            int replica = step % REPLICAS;
            switch (step / REPLICAS) {
                case 0 -> claim(store, search, replica, model);
                case 1 -> renew(store, replica, model);
                case 2 -> expire(store, search, model);
                case 3 -> append(store, search, replica, model);
                default -> release(store, replica, model);
            }
        }

        try (Connection connection = store.getConnection()) {
            List<JournalEntry> entries = EventRows.page(connection, search, 0, EventRows.PAGE);
            assertThat(entries.stream().map(JournalEntry::text).toList()).isEqualTo(model.told);
            assertThat(rows(0).find(connection, search).orElseThrow().lastSeq()).isEqualTo(model.told.size());
        }
    }

    private static LeaseRows leases(int replica) {
        return new LeaseRows("replica" + replica, LONG);
    }

    private static SearchRows rows(int replica) {
        return new SearchRows(new JournalJson(), StoreDialect.POSTGRESQL, leases(replica));
    }

    private static Transaction transaction(DataSource store, int replica) throws SQLException {
        var tables = new Transaction.Tables(
                rows(replica), new FileRows(new JournalJson()), leases(replica).owner());
        return new Transaction(store.getConnection(), tables);
    }

    private static void begin(DataSource store, String search, Model model) throws SQLException {
        var fresh = new NewSearch(search, Map.of(), "http://test/", "", null);
        var accepted = new SearchEvent.Accepted(Map.of(), "http://test/", null);
        SearchState state = SearchState.NEW.plus(accepted, NOW);
        var lease = new LeaseTerm(search, 1);
        try (Transaction transaction = transaction(store, 0)) {
            assertThat(rows(0).insert(
                                    transaction.connection(),
                                    fresh.record(leases(0).owner(), NOW, state),
                                    null,
                                    null,
                                    null))
                    .isTrue();
            JournalEntry entry = JournalEntry.stored(search, 1, accepted.type(), NOW, EventCodec.write(accepted));
            transaction.event(entry, accepted);
            transaction.state(lease, state);
            transaction.commit();
            model.told.add(entry.text());
        }
        model.believed[0] = lease;
        model.states[0] = state;
    }

    private static void claim(DataSource store, String search, int replica, Model model) throws SQLException {
        try (Connection connection = store.getConnection()) {
            List<LeaseRows.Claim> claims = leases(replica).claim(connection, false, 10);
            if (model.valid) {
                assertThat(claims).isEmpty();
                return;
            }
            assertThat(claims).hasSize(1);
            assertThat(claims.get(0).term()).isEqualTo(model.term + 1);
            model.owner = replica;
            model.term++;
            model.valid = true;
            model.believed[replica] = new LeaseTerm(search, model.term);
            model.states[replica] =
                    rows(replica).find(connection, search).orElseThrow().state();
        }
    }

    private static void renew(DataSource store, int replica, Model model) throws SQLException {
        LeaseTerm believed = model.believed[replica];
        if (believed == null) {
            return;
        }
        try (Connection connection = store.getConnection()) {
            boolean kept = leases(replica).renew(connection, Set.of(believed)).containsKey(believed);
            assertThat(kept).isEqualTo(model.isOwner(replica));
            if (kept) {
                model.valid = true;
            } else {
                model.forget(replica);
            }
        }
    }

    private static void expire(DataSource store, String search, Model model) throws SQLException {
        try (Connection connection = store.getConnection()) {
            change(
                    connection,
                    "update searches set lease_until = clock_timestamp() - interval '1 s' where id = '" + search + "'");
        }
        model.valid = false;
    }

    private static void append(DataSource store, String search, int replica, Model model) throws SQLException {
        LeaseTerm believed = model.believed[replica];
        if (believed == null) {
            return;
        }
        var event = new SearchEvent.UpstreamDegraded("host", "by " + replica + " in term " + believed.term());
        SearchState next = model.states[replica].plus(event, NOW);
        JournalEntry entry = JournalEntry.stored(search, next.lastSeq(), event.type(), NOW, EventCodec.write(event));
        boolean written = true;
        try (Transaction transaction = transaction(store, replica)) {
            transaction.event(entry, event);
            transaction.state(believed, next);
            transaction.commit();
        } catch (Problem fenced) {
            written = false;
        }
        assertThat(written).isEqualTo(model.isOwner(replica));
        if (written) {
            model.states[replica] = next;
            model.told.add(entry.text());
        } else {
            model.forget(replica);
        }
    }

    private static void release(DataSource store, int replica, Model model) throws SQLException {
        try (Connection connection = store.getConnection()) {
            leases(replica).release(connection);
        }
        if (model.owner == replica) {
            model.valid = false;
        }
        model.forget(replica);
    }

    private static void change(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
