package dev.voyage;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The store's directory must be there before its first connection, which is the migration's. */
@Singleton
class DataDirectory implements FlywayConfigurationCustomizer {

    private final VoyageConfig config;

    DataDirectory(VoyageConfig config) {
        this.config = config;
    }

    /**
     * Makes the directory where it is not there yet.
     *
     * @throws IOException whose message is for the operator
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
        try {
            make(config.data());
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable.getMessage(), unusable);
        }
    }
}
