package dev.voyage.journal.store;

import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.ObservationEvent;
import dev.voyage.journal.event.SearchEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Table {@code events}. */
public final class EventRows {

    /** Longest page, in events. */
    public static final int PAGE = 500;

    /** A page ends with the event that reaches this size, so that a slow reader holds no more. */
    private static final int PAGE_BYTES = 256 * 1024;

    public static final String INSERT =
            "insert into events (search, seq, type, time, json, observation) values (?, ?, ?, ?, ?, ?)";

    private static final String OF_ONE_TYPE = "select seq from (select seq from events"
            + " where search = ? and type = ? and seq > ? and seq <= ? order by seq limit ?) one";

    private static final ObservationEvent.ObservationVisitor<String> FOUND_BY = new FoundBy();

    private EventRows() {}

    /**
     * Sets the parameters of {@link #INSERT}.
     *
     * @param observation of {@link #observation}
     */
    static void bind(PreparedStatement insert, JournalEntry entry, String observation) throws SQLException {
        JdbcValues.set(insert, entry.search(), entry.seq(), entry.type(), entry.time(), entry.text(), observation);
    }

    /** The observation by which the event is indexed; null for most events: an index entry costs time and space. */
    static String observation(SearchEvent event) {
        return event instanceof ObservationEvent about ? about.accept(FOUND_BY) : null;
    }

    /** The events after a position, in order; fewer than requested if they are large. */
    public static List<JournalEntry> page(Connection connection, String search, long after, int limit)
            throws SQLException {
        return read(connection, search, "seq > ? order by seq limit ?", after, Math.min(limit, PAGE));
    }

    /** Events of some types after a position, up to another; fewer than requested if they are large. */
    static List<JournalEntry> page(
            Connection connection, String search, Collection<String> types, long after, long upTo, long limit)
            throws SQLException {
        long most = Math.min(limit, PAGE);
        var values = new ArrayList<Object>();
        for (String type : types) {
            values.addAll(List.of(search, type, after, upTo, most));
        }
        values.add(most);
        // of each type no more than a page is read, regardless of the events in between
        String ofEach = String.join(" union all ", Collections.nCopies(types.size(), OF_ONE_TYPE));
        return read(
                connection,
                search,
                "seq in (select seq from (" + ofEach + ") told order by seq limit ?) order by seq",
                values.toArray());
    }

    /** The events indexed by an observation, after a position, up to another; fewer than a page if they are large. */
    static List<JournalEntry> page(Connection connection, String search, String observation, long after, long upTo)
            throws SQLException {
        return read(
                connection,
                search,
                "observation = ? and seq > ? and seq <= ? order by seq limit ?",
                observation,
                after,
                upTo,
                PAGE);
    }

    private static List<JournalEntry> read(Connection connection, String search, String behind, Object... values)
            throws SQLException {
        try (var select = connection.prepareStatement(
                "select seq, type, time, json from events where search = ? and " + behind)) {
            var all = new ArrayList<Object>(List.of(search));
            all.addAll(List.of(values));
            JdbcValues.set(select, all.toArray());
            try (ResultSet row = select.executeQuery()) {
                var page = new ArrayList<JournalEntry>();
                long bytes = 0;
                while (bytes < PAGE_BYTES && row.next()) {
                    JournalEntry entry = JournalEntry.read(
                            search,
                            row.getLong("seq"),
                            row.getString("type"),
                            Instant.ofEpochMilli(row.getLong("time")),
                            row.getString("json"));
                    page.add(entry);
                    bytes += entry.length();
                }
                return List.copyOf(page);
            }
        }
    }

    /** The observation of the events that report its existence and state; the other events about it are too many to index. */
    private static final class FoundBy implements ObservationEvent.ObservationVisitor<String> {

        @Override
        public String found(ObservationEvent.Found event) {
            return event.observation();
        }

        @Override
        public String linked(ObservationEvent.Linked event) {
            return event.observation();
        }

        @Override
        public String unavailable(ObservationEvent.Unavailable event) {
            return event.observation();
        }

        @Override
        public String failed(ObservationEvent.Failed event) {
            return event.observation();
        }

        @Override
        public String listed(ObservationEvent.Listed event) {
            return null;
        }

        @Override
        public String completed(ObservationEvent.Completed event) {
            return null;
        }
    }
}
