package dev.voyage.journal.store;

import dev.voyage.journal.record.MirrorFile;
import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The index of the mirror, shared by all searches: mirror path to the record of the file. */
public final class MirrorFiles {

    static final String UPSERT = "insert into mirror (path, bytes, sha256, verified, etag, last_modified, url, version,"
            + " stamp, checked) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " on conflict (path) do update set bytes = excluded.bytes,"
            + " sha256 = excluded.sha256, verified = excluded.verified,"
            + " etag = excluded.etag, last_modified = excluded.last_modified,"
            + " url = excluded.url, version = excluded.version,"
            + " stamp = excluded.stamp, checked = excluded.checked";

    private final Store store;
    private final JournalWriter writer;
    private final Clock clock;

    public MirrorFiles(Store store, JournalWriter writer, Clock clock) {
        this.store = store;
        this.writer = writer;
        this.clock = clock;
    }

    /** Fails with {@code STORAGE} when the store does not work. */
    public Uni<Optional<MirrorFile>> find(String path) {
        return store.read(connection -> find(connection, path));
    }

    /** Begins when called; completes when durable. Replaces the earlier record. */
    public Uni<Void> keep(String path, MirrorFile file) {
        return writer.run("mirror " + path, transaction -> {
            transaction.mirror(path, file, clock.instant());
            return null;
        });
    }

    /** Removes these records; begins when called, completes when durable. */
    public Uni<Void> forget(List<String> paths) {
        return writer.run("mirror", transaction -> {
            try (var delete = transaction.connection().prepareStatement("delete from mirror where path = ?")) {
                for (String path : paths) {
                    JdbcValues.set(delete, path);
                    delete.addBatch();
                }
                delete.executeBatch();
            }
            return null;
        });
    }

    /** Those of these hashes that files of the mirror have. */
    public Uni<Set<String>> contents(Set<String> sha256s) {
        return sha256s.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : store.read(connection -> {
                    String sql =
                            "select distinct sha256 from mirror where sha256 in (" + FileRows.places(sha256s) + ")";
                    try (var select = connection.prepareStatement(sql)) {
                        JdbcValues.set(select, sha256s.toArray());
                        try (ResultSet row = select.executeQuery()) {
                            Set<String> found = new HashSet<>();
                            while (row.next()) {
                                found.add(row.getString(1));
                            }
                            return found;
                        }
                    }
                });
    }

    /** Whether a search that is being removed with its files has one with this hash. */
    public Uni<Boolean> isBeingRemoved(String sha256) {
        return store.read(connection -> {
            try (var select = connection.prepareStatement("select 1 from deletions join files"
                    + " on files.search = deletions.search where deletions.files = 1 and files.sha256 = ?")) {
                JdbcValues.set(select, sha256);
                try (ResultSet row = select.executeQuery()) {
                    return row.next();
                }
            }
        });
    }

    /** Sets the parameters of {@link #UPSERT}. */
    static void bind(PreparedStatement upsert, String path, MirrorFile file, Instant checked) throws SQLException {
        JdbcValues.set(
                upsert,
                path,
                file.bytes(),
                file.sha256(),
                String.join(" ", file.verified()),
                file.etag(),
                file.lastModified(),
                file.url(),
                file.version(),
                file.stamp(),
                checked);
    }

    private static Optional<MirrorFile> find(Connection connection, String path) throws SQLException {
        try (var select =
                connection.prepareStatement("select bytes, sha256, verified, etag, last_modified, url, version, stamp"
                        + " from mirror where path = ?")) {
            JdbcValues.set(select, path);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(file(row)) : Optional.empty();
            }
        }
    }

    private static MirrorFile file(ResultSet row) throws SQLException {
        String verified = row.getString("verified");
        return new MirrorFile(
                row.getLong("bytes"),
                row.getString("sha256"),
                verified.isEmpty() ? List.of() : List.of(verified.split(" ", -1)),
                row.getString("etag"),
                row.getString("last_modified"),
                row.getString("url"),
                row.getString("version"),
                row.getString("stamp"));
    }
}
