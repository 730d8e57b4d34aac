package dev.voyage.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteDataSource;

/** Real SQLite stores after all migrations, which run once for all tests. */
public final class TestStore {

    private TestStore() {}

    /** The store in this directory, created if absent. */
    public static SQLiteDataSource in(Path directory) {
        Path database = directory.resolve("voyage.db");
        try {
            if (Files.notExists(database)) {
                Files.write(database, Empty.DATABASE);
            }
        } catch (IOException unlikely) {
            throw new UncheckedIOException(unlikely);
        }
        return sqlite(database);
    }

    private static SQLiteDataSource sqlite(Path database) {
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + database
                + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000&transaction_mode=IMMEDIATE");
        return source;
    }

    private static final class Empty {

        static final byte[] DATABASE = migrate();

        private static byte[] migrate() {
            try {
                Path directory = Files.createTempDirectory("voyage-empty");
                Path database = directory.resolve("voyage.db");
                Flyway.configure().dataSource(sqlite(database)).load().migrate();
                byte[] bytes = Files.readAllBytes(database);
                Files.delete(database);
                Files.delete(directory);
                return bytes;
            } catch (IOException unlikely) {
                throw new UncheckedIOException(unlikely);
            }
        }
    }
}
