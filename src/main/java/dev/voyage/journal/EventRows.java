package dev.voyage.journal;

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
final class EventRows {

    /** Longest page, in events. */
    static final int PAGE = 500;

    /** A page ends with the event that fills it, so that a slow reader holds no more. */
    private static final int PAGE_BYTES = 256 * 1024;

    static final String INSERT =
            "insert into events (search, seq, type, time, json, observation) values (?, ?, ?, ?, ?, ?)";

    private static final String OF_ONE_TYPE = "select seq from (select seq from events"
            + " where search = ? and type = ? and seq > ? and seq <= ? order by seq limit ?) one";

    private EventRows() {}

    /**
     * Sets the parameters of {@link #INSERT}.
     *
     * @param observation of {@link #observation}
     */
    static void bind(PreparedStatement insert, Entry entry, String observation) throws SQLException {
        Cells.set(insert, entry.search(), entry.seq(), entry.type(), entry.time(), entry.text(), observation);
    }

    /** The observation by which the event can be found; null for most: an entry in an index costs time and space. */
    static String observation(SearchEvent event) {
        if (event instanceof ObservationEvent.Found found) {
            return found.observation();
        } else if (event instanceof ObservationEvent.Linked linked) {
            return linked.observation();
        } else if (event instanceof ObservationEvent.Unavailable unavailable) {
            return unavailable.observation();
        }
        return event instanceof ObservationEvent.Failed failed ? failed.observation() : null;
    }

    /** The events behind a place, in order; fewer than asked for where they are large. */
    static List<Entry> page(Connection connection, String search, long after, int limit) throws SQLException {
        return read(connection, search, "seq > ? order by seq limit ?", after, Math.min(limit, PAGE));
    }

    /** Those of some types behind a place, up to another; fewer than asked for where they are large. */
    static List<Entry> page(
            Connection connection, String search, Collection<String> types, long after, long upTo, long limit)
            throws SQLException {
        long most = Math.min(limit, PAGE);
        var values = new ArrayList<Object>();
        for (String type : types) {
            values.addAll(List.of(search, type, after, upTo, most));
        }
        values.add(most);
        // of each type no more than a page is looked at, whatever stands between them
        String ofEach = String.join(" union all ", Collections.nCopies(types.size(), OF_ONE_TYPE));
        return read(
                connection,
                search,
                "seq in (select seq from (" + ofEach + ") told order by seq limit ?) order by seq",
                values.toArray());
    }

    /** Those that are found by an observation, behind a place, up to another; fewer than a page where they are large. */
    static List<Entry> page(Connection connection, String search, String observation, long after, long upTo)
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

    private static List<Entry> read(Connection connection, String search, String behind, Object... values)
            throws SQLException {
        try (var select = connection.prepareStatement(
                "select seq, type, time, json from events where search = ? and " + behind)) {
            var all = new ArrayList<Object>(List.of(search));
            all.addAll(List.of(values));
            Cells.set(select, all.toArray());
            try (ResultSet row = select.executeQuery()) {
                var page = new ArrayList<Entry>();
                long bytes = 0;
                while (bytes < PAGE_BYTES && row.next()) {
                    Entry entry = Entry.read(
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
}
