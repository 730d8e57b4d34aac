package dev.voyage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings of the store of searches. */
@ConfigMapping(prefix = "voyage.store")
public interface StoreConfig {

    /**
     * {@code embedded}, a SQLite file in {@code voyage.data}; or the address of a PostgreSQL database that any number of replicas
     * share, such as {@code jdbc:postgresql://db.example.org/voyage?sslmode=verify-full}.
     */
    @WithParentName
    @WithDefault(StoreConfigSource.EMBEDDED)
    String url();

    /** User of the PostgreSQL database. */
    Optional<String> user();

    /** File with that user's name. */
    Optional<Path> userFile();

    /** Password of that user. */
    Optional<String> password();

    /** File with that password. */
    Optional<Path> passwordFile();

    /** Time after which replicas take over the searches of one that was lost; only with PostgreSQL. */
    @WithDefault("10s")
    Duration lease();

    /** Address of the same database without a pooler, for notifications, if {@code voyage.store} leads through one. */
    Optional<String> notifyUrl();
}
