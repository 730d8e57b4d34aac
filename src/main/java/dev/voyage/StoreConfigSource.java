package dev.voyage;

import dev.voyage.settings.SecretFile;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Wakes the datasource that {@code voyage.store} names, and lets the other one sleep. Settings of the environment outrank it. */
@RegisterForReflection // found as a service
public final class StoreConfigSource implements ConfigSourceFactory {

    static final String EMBEDDED = "embedded";

    private static final String POSTGRESQL = "jdbc:postgresql:";

    private static final String STORE = "voyage.store";

    private static final int ABOVE_APPLICATION_PROPERTIES = 260;

    /** Whether this value of {@code voyage.store} is the address of a PostgreSQL database. */
    static boolean isPostgres(String store) {
        return store.startsWith(POSTGRESQL);
    }

    /** The sentence for an operator about a value of {@code voyage.store} that means nothing; empty if it does. */
    static Optional<String> refusal(String store) {
        return store.equals(EMBEDDED) || isPostgres(store)
                ? Optional.empty()
                : Optional.of(
                        "voyage.store must be " + EMBEDDED + " or begin with " + POSTGRESQL + "//, and is neither");
    }

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        String store = value(context, STORE).orElse(EMBEDDED);
        if (!isPostgres(store)) {
            return List.of();
        }
        Map<String, String> settings = new HashMap<>();
        settings.put("quarkus.datasource.active", "false");
        settings.put("quarkus.flyway.active", "false");
        settings.put("quarkus.datasource.postgresql.active", "true");
        settings.put("quarkus.flyway.postgresql.active", "true");
        settings.put("quarkus.datasource.postgresql.jdbc.url", store);
        credential(context, "user").ifPresent(user -> settings.put("quarkus.datasource.postgresql.username", user));
        credential(context, "password")
                .ifPresent(password -> settings.put("quarkus.datasource.postgresql.password", password));
        return List.of(new PropertiesConfigSource(settings, STORE, ABOVE_APPLICATION_PROPERTIES));
    }

    private static Optional<String> credential(ConfigSourceContext context, String name) {
        return value(context, STORE + "." + name).or(() -> value(context, STORE + "." + name + "-file")
                .map(file -> SecretFile.read(STORE + "." + name + "-file", Path.of(file))));
    }

    private static Optional<String> value(ConfigSourceContext context, String name) {
        return Optional.ofNullable(context.getValue(name))
                .map(ConfigValue::getValue)
                .filter(value -> !value.isEmpty());
    }
}
