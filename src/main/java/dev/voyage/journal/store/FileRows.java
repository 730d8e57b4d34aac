package dev.voyage.journal.store;

import dev.voyage.journal.record.FileAddress;
import dev.voyage.journal.record.FileRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Table {@code files}. */
public record FileRows(JournalJson json) {

    private static final String COLUMNS =
            "search, file, observation, url, state, bytes, sha256, modified, source, reason," + " problem";

    /** Values that an event does not give are kept; state, reason and problem are those of the last event. */
    static final String UPSERT = "insert into files ("
            + COLUMNS
            + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " on conflict (search, file) do update set"
            + " observation = coalesce(excluded.observation, files.observation),"
            + " url = coalesce(excluded.url, files.url),"
            + " state = excluded.state,"
            + " bytes = coalesce(excluded.bytes, files.bytes),"
            + " sha256 = coalesce(excluded.sha256, files.sha256),"
            + " modified = coalesce(excluded.modified, files.modified),"
            + " source = coalesce(excluded.source, files.source),"
            + " reason = excluded.reason,"
            + " problem = excluded.problem";

    /** Sets the parameters of {@link #UPSERT}. */
    void bind(PreparedStatement upsert, FileRecord file) throws SQLException {
        JdbcValues.set(
                upsert,
                file.search(),
                file.file(),
                file.observation(),
                file.url(),
                file.state().name(),
                file.bytes(),
                file.sha256(),
                file.modified(),
                file.source(),
                file.reason(),
                json.text(file.problem()));
    }

    public Optional<FileRecord> find(Connection connection, String search, String file) throws SQLException {
        return all(connection, "where search = ? and file = ?", search, file).stream()
                .findFirst();
    }

    /** In the order of their paths. */
    public List<FileRecord> page(Connection connection, String search, String after, int limit) throws SQLException {
        return all(
                connection,
                "where search = ? and file > ? order by file limit ?",
                search,
                after == null ? "" : after,
                limit);
    }

    /** The files of one observation, in the order of their paths. */
    List<FileRecord> page(Connection connection, String search, String observation, String after, int limit)
            throws SQLException {
        return all(
                connection,
                "where search = ? and observation = ? and file > ? order by file limit ?",
                search,
                observation,
                after,
                limit);
    }

    /** As {@link SearchFiles#ofOthers}. */
    List<FileAddress> ofOthers(
            Connection connection, String search, Collection<String> urls, Collection<String> sha256s)
            throws SQLException {
        String sql = "select distinct url, file, sha256 from files where state in ('COMPLETED', 'SKIPPED')"
                + " and sha256 is not null and search <> ? and search not in (select search from deletions)"
                + " and (url in (" + places(urls) + ") or sha256 in (" + places(sha256s) + "))";
        var values = new ArrayList<Object>();
        values.add(search);
        values.addAll(urls);
        values.addAll(sha256s);
        try (var select = connection.prepareStatement(sql)) {
            JdbcValues.set(select, values.toArray());
            try (ResultSet row = select.executeQuery()) {
                var found = new ArrayList<FileAddress>();
                while (row.next()) {
                    found.add(new FileAddress(row.getString("url"), row.getString("file"), row.getString("sha256")));
                }
                return List.copyOf(found);
            }
        }
    }

    static String places(Collection<String> values) {
        return String.join(", ", Collections.nCopies(values.size(), "?"));
    }

    private List<FileRecord> all(Connection connection, String where, Object... values) throws SQLException {
        try (var select = connection.prepareStatement("select " + COLUMNS + " from files " + where)) {
            JdbcValues.set(select, values);
            try (ResultSet row = select.executeQuery()) {
                var found = new ArrayList<FileRecord>();
                while (row.next()) {
                    found.add(record(row));
                }
                return List.copyOf(found);
            }
        }
    }

    private FileRecord record(ResultSet row) throws SQLException {
        return new FileRecord(
                row.getString("search"),
                row.getString("file"),
                row.getString("observation"),
                row.getString("url"),
                FileRecord.State.valueOf(row.getString("state")),
                JdbcValues.number(row, "bytes"),
                row.getString("sha256"),
                JdbcValues.time(row, "modified"),
                row.getString("source"),
                row.getString("reason"),
                json.map(row.getString("problem")));
    }
}
