package dev.voyage.testsupport;

import java.nio.file.Path;
import javax.sql.DataSource;

/** The engines of the store. Tests of PostgreSQL are skipped where none is installed. */
public enum TestEngine {
    EMBEDDED,
    POSTGRESQL;

    /** The migrated store in this directory, created if absent. */
    public DataSource in(Path directory) {
        return this == EMBEDDED ? TestStore.in(directory) : TestPostgres.in(directory);
    }
}
