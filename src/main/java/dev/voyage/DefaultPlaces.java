package dev.voyage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Where voyage keeps its data and reads its settings by default; needed before any framework is started.
 *
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/0.8/">XDG Base Directory Specification 0.8</a>
 */
final class DefaultPlaces {

    private final UnaryOperator<String> system;
    private final Map<String, String> environment;
    private final Path working;
    private final Path home;

    /**
     * @param system system properties: key to value or null
     * @param working the working directory
     */
    DefaultPlaces(UnaryOperator<String> system, Map<String, String> environment, Path working, Path home) {
        this.system = system;
        this.environment = environment;
        this.working = working;
        this.home = home;
    }

    /** The places of this process. */
    static DefaultPlaces ofProcess() {
        String home = System.getenv().getOrDefault("HOME", System.getProperty("user.home", "."));
        return new DefaultPlaces(System::getProperty, System.getenv(), Path.of(""), Path.of(home));
    }

    /** The user's settings: {@code voyage/application.properties} below {@code XDG_CONFIG_HOME}, {@code ~/.config} by default. */
    Path userSettings() {
        return below("XDG_CONFIG_HOME", ".config").resolve("application.properties");
    }

    /**
     * The data directory if none is configured: {@code ./data} if that has a store of voyage already; else {@code voyage} below
     * {@code XDG_DATA_HOME}, {@code ~/.local/share} by default, in which the demo has a directory of its own.
     */
    Path data(boolean demo) {
        Path here = working.resolve("data");
        if (Files.exists(here.resolve("voyage.db"))) {
            return Path.of("data").equals(here) ? Path.of("./data") : here;
        }
        Path shared = below("XDG_DATA_HOME", ".local/share");
        return demo ? shared.resolve("demo") : shared;
    }

    /** The value of a setting as the program will see it, the defaults of its jar left out. */
    Optional<String> setting(String key) {
        return nearer(key).or(() -> named(key, load(userSettings())));
    }

    /**
     * The user's settings that no nearer place gives; with their profiles, such as {@code %prod.voyage.data}. A place of its own
     * for them would need a source of the framework, and one given by {@code quarkus.config.locations} outranks the environment.
     */
    Map<String, String> userDefaults() {
        Properties given = load(userSettings());
        var defaults = new TreeMap<String, String>();
        for (String key : given.stringPropertyNames()) {
            if (nearer(key.replaceFirst("^%[^.]+\\.", "")).isEmpty()) {
                defaults.put(key, given.getProperty(key));
            }
        }
        return defaults;
    }

    /** The value in system properties, environment or working directory. */
    private Optional<String> nearer(String key) {
        String variable = key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        return Optional.ofNullable(system.apply(key))
                .or(() -> Optional.ofNullable(environment.get(variable)))
                .or(() -> Optional.ofNullable(load(working.resolve(".env")).getProperty(variable)))
                .or(() -> named(key, load(working.resolve("config/application.properties"))))
                .or(() -> named(key, load(working.resolve("application.properties"))));
    }

    private static Optional<String> named(String key, Properties settings) {
        return Optional.ofNullable(settings.getProperty("%prod." + key, settings.getProperty(key)));
    }

    private static Properties load(Path file) {
        var properties = new Properties();
        if (Files.isRegularFile(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                properties.load(in);
            } catch (IOException | IllegalArgumentException unreadable) {
                properties.clear(); // the framework reads those of the working directory too, and reports them
            }
        }
        return properties;
    }

    /** Relative paths in these variables are ignored, as the specification demands. */
    private Path below(String variable, String otherwise) {
        String given = environment.get(variable);
        Path base = given != null && given.startsWith("/") ? Path.of(given) : home.resolve(otherwise);
        return base.resolve("voyage");
    }
}
