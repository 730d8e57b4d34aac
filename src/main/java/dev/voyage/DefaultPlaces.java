package dev.voyage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Where voyage keeps its data and reads its settings unless it is told otherwise; needed before any framework is started.
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
        String variable = key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        return Stream.<String>of(system.apply(key), environment.get(variable))
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> inFiles(key, variable));
    }

    private Optional<String> inFiles(String key, String variable) {
        return Stream.of(
                        read(working.resolve(".env"), List.of(variable)),
                        read(working.resolve("config/application.properties"), List.of("%prod." + key, key)),
                        read(working.resolve("application.properties"), List.of("%prod." + key, key)),
                        read(userSettings(), List.of("%prod." + key, key)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> read(Path file, List<String> keys) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        var properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty(); // reported by the framework, which reads it too
        }
        return keys.stream()
                .map(properties::getProperty)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Relative paths in these variables are ignored, as the specification demands. */
    private Path below(String variable, String otherwise) {
        String given = environment.get(variable);
        Path base = given != null && given.startsWith("/") ? Path.of(given) : home.resolve(otherwise);
        return base.resolve("voyage");
    }
}
