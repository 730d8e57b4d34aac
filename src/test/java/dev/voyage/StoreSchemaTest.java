package dev.voyage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** The packaged empty store equals the result of the migrations, and only a store with all migrations skips them. */
class StoreSchemaTest {

    private static final Path SHIPPED = Path.of("src/main/resources" + StoreSchema.EMPTY);

    @TempDir
    Path data;

    @Test
    void emptyStoreIsWhatTheMigrationsMake() throws Exception {
        Path migrated = data.resolve("migrated.db");
        migrate(migrated);
        if (Boolean.getBoolean("docs.write")) {
            Files.copy(migrated, SHIPPED, StandardCopyOption.REPLACE_EXISTING);
        }

        assertThat(contents(copy(SHIPPED))).isEqualTo(contents(migrated));
        try (Stream<Path> migrations = Files.list(Path.of("src/main/resources/db/migration"))) {
            assertThat(migrations).hasSize(StoreSchema.NEWEST);
        }
    }

    @Test
    void newStoreIsCurrentAndFlywayAgrees() throws IOException {
        assertThat(StoreSchema.isCurrent(data)).isTrue();

        Flyway flyway =
                Flyway.configure().dataSource(source(data.resolve("voyage.db"))).load();
        flyway.validate();
        assertThat(flyway.migrate().migrationsExecuted).isZero();
        assertThat(data)
                .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith(".voyage.db-"));
    }

    @Test
    void storeOfAnOlderVersionIsNotCurrent() throws Exception {
        Flyway.configure()
                .dataSource(source(data.resolve("voyage.db")))
                .target(String.valueOf(StoreSchema.NEWEST - 1))
                .load()
                .migrate();

        assertThat(StoreSchema.isCurrent(data)).isFalse();
    }

    @Test
    void storeWithAFailedMigrationIsNotCurrentAndThatOfANewerVersionIsRefused() throws Exception {
        assertThat(StoreSchema.isCurrent(data)).isTrue();
        change("UPDATE flyway_schema_history SET success = 0 WHERE version = '3'");
        assertThat(StoreSchema.isCurrent(data)).isFalse();
        change("UPDATE flyway_schema_history SET success = 1");
        assertThat(StoreSchema.isCurrent(data)).isTrue();
        change("INSERT INTO flyway_schema_history SELECT 99, '99', description, type, script, checksum, installed_by,"
                + " installed_on, execution_time, success FROM flyway_schema_history WHERE version = '"
                + StoreSchema.NEWEST + "'");
        assertThatThrownBy(() -> StoreSchema.isCurrent(data))
                .isInstanceOf(StoreSchema.NewerStore.class)
                .hasMessageContainingAll("voyage.db", "newer", "version 99", "knows " + StoreSchema.NEWEST, "--data");
    }

    @Test
    void logOfALostStoreIsLeftToSqlite() throws IOException {
        Files.writeString(data.resolve("voyage.db-wal"), "frames of another store");

        assertThat(StoreSchema.isCurrent(data)).isFalse();
        assertThat(data.resolve("voyage.db")).doesNotExist();
    }

    @Test
    void anyOtherFileIsLeftToTheMigration() throws IOException {
        Files.writeString(
                data.resolve("voyage.db"), "no database at all, and longer than a header of one hundred bytes");

        assertThat(StoreSchema.isCurrent(data)).isFalse();
    }

    private Path copy(Path store) throws IOException {
        return Files.copy(store, data.resolve("copy.db"));
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = source(data.resolve("voyage.db")).getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** Minimal size, and no write-ahead log beside it. */
    private static void migrate(Path database) throws SQLException {
        Flyway.configure().dataSource(source(database)).load().migrate();
        try (Connection connection = source(database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM");
        }
    }

    /** Tables, indexes and applied migrations. */
    private static List<String> contents(Path database) throws SQLException {
        var all = new ArrayList<String>();
        for (String query : List.of(
                "SELECT type || ' ' || name || ' ' || ifnull(sql, '') FROM sqlite_master ORDER BY 1",
                "SELECT version || ' ' || description || ' ' || checksum || ' ' || success FROM"
                        + " flyway_schema_history ORDER BY installed_rank")) {
            try (Connection connection = source(database).getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    all.add(rows.getString(1));
                }
            }
        }
        assertThat(all).hasSizeGreaterThan(StoreSchema.NEWEST);
        return all;
    }

    private static SQLiteDataSource source(Path database) {
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + database);
        return source;
    }
}
