package dev.voyage;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The store's directory must be there before its first connection, which is the migration's. */
@Singleton
class DataDirectory implements FlywayConfigurationCustomizer {

    private final VoyageConfig config;

    DataDirectory(VoyageConfig config) {
        this.config = config;
    }

    @Override
    public void customize(FluentConfiguration migration) {
        try {
            Files.createDirectories(config.data());
        } catch (IOException unwritable) {
            throw new UncheckedIOException("voyage.data cannot be made: " + config.data(), unwritable);
        }
    }
}
