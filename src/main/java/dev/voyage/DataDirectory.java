package dev.voyage;

import dev.voyage.cli.ProcessRole;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Creates the data directory before the first connection to the store, which is the migration's. */
@Singleton
class DataDirectory implements FlywayConfigurationCustomizer {

    private final VoyageConfig config;

    DataDirectory(VoyageConfig config) {
        this.config = config;
    }

    /**
     * Creates the directory if it does not exist.
     *
     * @throws IOException with a message for the operator
     */
    static void make(Path data) throws IOException {
        try {
            Files.createDirectories(data);
        } catch (IOException refused) {
            throw new IOException("voyage.data cannot be made: " + data + " (" + refused + ")", refused);
        }
        if (!Files.isWritable(data)) {
            throw new IOException("voyage.data cannot be written to: " + data);
        }
    }

    @Override
    public void customize(FluentConfiguration migration) {
        if (!ProcessRole.current().stores()) {
            return; // no migration will run
        }
        try {
            make(config.data());
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable.getMessage(), unusable);
        }
    }
}
