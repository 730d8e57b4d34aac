package dev.voyage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.sqlite.SQLiteDataSource;

/**
 * The state of the store's schema before the start. Flyway needs a sixth of the start-up time to find that there is nothing to
 * migrate; one query answers this, and a new store begins as a copy of an empty one that the same migrations have made.
 */
final class StoreSchema {

    /** The newest migration in {@code db/migration}. */
    static final int NEWEST = 11;

    /** An empty store with all migrations; {@code StoreSchemaTest} makes it. */
    static final String EMPTY = "/db/empty.db";

    private static final String DATABASE = "voyage.db";

    private StoreSchema() {}

    /** The store has migrations that this version does not know. */
    static final class NewerStore extends IOException {

        private static final long serialVersionUID = 1;

        NewerStore(Path database, int version) {
            super("the store " + database + " was written by a newer voyage (its schema has version " + version
                    + ", this one knows " + NEWEST + "): use that one, or another directory with --data");
        }
    }

    /**
     * Whether nobody has configured another store or other migrations. A file of settings might, so any such file counts:
     * Flyway itself looks then.
     */
    static boolean isConfiguredAsShipped() {
        Stream<String> names =
                Stream.concat(System.getenv().keySet().stream(), System.getProperties().stringPropertyNames().stream());
        return names.map(name -> name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "."))
                        .noneMatch(StoreSchema::mayConcernTheStore)
                && Stream.of("config", ".env").map(Path::of).noneMatch(Files::exists);
    }

    private static boolean mayConcernTheStore(String name) {
        return Stream.of("quarkus.datasource", "quarkus.flyway", "quarkus.config", "quarkus.profile", "smallrye.config")
                .anyMatch(name::startsWith);
    }

    /**
     * Whether the migrations have nothing to do. Creates a new store if there is none.
     *
     * @param data the data directory, which exists
     * @return false also when it cannot be said, for example since another process is migrating
     * @throws NewerStore if a newer version has migrated it
     */
    static boolean isCurrent(Path data) throws NewerStore {
        Path database = data.resolve(DATABASE);
        try {
            if (Files.notExists(database)) {
                if (hasLog(database)) {
                    return false;
                }
                create(database);
            }
            return isMigrated(database);
        } catch (NewerStore newer) {
            throw newer;
        } catch (IOException | SQLException unknown) {
            return false; // the migration finds the reason, and reports it
        }
    }

    /** SQLite discards the log of a lost store when it begins an empty one, and would replay it into a copy. */
    private static boolean hasLog(Path database) {
        return Stream.of("-wal", "-journal")
                .map(suffix -> database.resolveSibling(DATABASE + suffix))
                .anyMatch(Files::exists);
    }

    /** Another process that does the same wins or loses as a whole. */
    private static void create(Path database) throws IOException {
        Path copy = database.resolveSibling(".voyage.db-" + UUID.randomUUID());
        try (InputStream empty = StoreSchema.class.getResourceAsStream(EMPTY)) {
            if (empty == null) {
                throw new IOException("no " + EMPTY);
            }
            try (OutputStream out = Files.newOutputStream(copy, StandardOpenOption.CREATE_NEW)) {
                empty.transferTo(out);
            }
            try (FileChannel written = FileChannel.open(copy, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.createLink(database, copy);
        } catch (FileAlreadyExistsException another) {
            return;
        } catch (UnsupportedOperationException noLinks) {
            throw new IOException(noLinks);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static boolean isMigrated(Path database) throws SQLException, NewerStore {
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + database + "?busy_timeout=1000");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet history = statement.executeQuery(
                        "SELECT count(*), sum(success), max(CAST(version AS INTEGER)) FROM flyway_schema_history")) {
            if (history.next() && history.getInt(3) > NEWEST) {
                throw new NewerStore(database, history.getInt(3));
            }
            return history.getInt(1) == NEWEST && history.getInt(2) == NEWEST && history.getInt(3) == NEWEST;
        }
    }
}
