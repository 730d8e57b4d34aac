package dev.voyage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.journal.transfer.ExportedTable;
import dev.voyage.testsupport.TestPostgres;
import dev.voyage.testsupport.TestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The migrations of both engines end with the same tables; PostgreSQL's has more, for leases. */
class StoreEnginesTest {

    private static final Set<String> COLUMNS_OF_LEASES = Set.of(
            "searches.term bigint not null",
            "searches.lease_until timestamp with time zone",
            "searches.takeovers bigint not null",
            "searches.claimed_seq bigint not null",
            "searches.wish text",
            "searches.counted text",
            "searches.targets bigint",
            "shared_secrets.name text not null",
            "shared_secrets.secret text not null",
            "host_permits.host text not null",
            "host_permits.replica text not null",
            "host_permits.permits integer not null",
            "host_permits.wanted integer not null",
            "host_permits.until timestamp with time zone not null",
            "host_pauses.host text not null",
            "host_pauses.until timestamp with time zone not null");

    private static final String OF_POSTGRES = "select table_name || '.' || column_name || ' ' || data_type"
            + " || case when is_nullable = 'NO' then ' not null' else '' end from information_schema.columns"
            + " where table_schema = 'public' and table_name <> 'flyway_schema_history'";

    private static final String OF_SQLITE = "select m.name || '.' || c.name || ' ' || lower(c.type)"
            + " || case when c.\"notnull\" = 1 then ' not null' else '' end"
            + " from sqlite_master m, pragma_table_info(m.name) c"
            + " where m.type = 'table' and m.name <> 'flyway_schema_history'";

    @TempDir
    Path directory;

    @Test
    void bothHaveTheSameColumns() throws SQLException {
        Set<String> expected = all(TestStore.in(directory), OF_SQLITE);
        expected.addAll(COLUMNS_OF_LEASES);

        assertThat(all(TestPostgres.in(directory), OF_POSTGRES)).isEqualTo(expected);
    }

    @Test
    void bothHaveTheSameIndexes() throws SQLException {
        Set<String> expected = all(
                TestStore.in(directory),
                "select name from sqlite_master where type = 'index' and sql is not null"
                        + " and name not like 'flyway%'");
        expected.addAll(Set.of("searches_by_lease", "searches_by_counted"));

        assertThat(all(
                        TestPostgres.in(directory),
                        "select indexname from pg_indexes where schemaname = 'public' and indexname not like 'flyway%'"
                                + " and indexname not like '%_pkey' and indexname not like '%_key'"))
                .isEqualTo(expected);
    }

    @Test
    void bothHaveTheSameNewestMigration() throws IOException {
        try (Stream<Path> migrations = Files.list(Path.of("src/main/resources/db/postgresql"))) {
            assertThat(migrations.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("V" + StoreSchema.NEWEST + "__"));
        }
    }

    /** A column that a migration adds must be exported, or be one of those that belong to running replicas. */
    @Test
    void exportsHaveAllColumns() throws SQLException {
        var exported = new TreeSet<String>();
        for (ExportedTable table : ExportedTable.values()) {
            table.columnNames().forEach(column -> exported.add(table.table() + "." + column));
        }

        assertThat(names(all(TestStore.in(directory), OF_SQLITE))).isEqualTo(exported);
        exported.addAll(names(COLUMNS_OF_LEASES));
        assertThat(names(all(TestPostgres.in(directory), OF_POSTGRES))).isEqualTo(exported);
    }

    private static Set<String> names(Set<String> columns) {
        return columns.stream()
                .map(column -> column.substring(0, column.indexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> all(DataSource store, String query) throws SQLException {
        var found = new TreeSet<String>();
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        assertThat(found).isNotEmpty();
        return found;
    }
}
