package dev.voyage.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Settings whose value is in a file, as secrets are mounted. */
public final class SecretFile {

    private SecretFile() {}

    /**
     * The value of a setting, or the contents of the file that stands for it.
     *
     * @param setting names the file
     */
    public static Optional<String> either(Optional<String> value, String setting, Optional<Path> file) {
        return value.or(() -> file.map(path -> read(setting, path)));
    }

    /** The contents of the file that a setting names, without the line break that editors put at its end. */
    public static String read(String setting, Path file) {
        try {
            return Files.readString(file).stripTrailing();
        } catch (IOException unreadable) {
            throw new IllegalStateException(setting + " cannot be read: " + unreadable, unreadable);
        }
    }
}
