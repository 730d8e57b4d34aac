package dev.voyage;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * SQLite's native library. By default the driver unpacks it from the program to {@code java.io.tmpdir} at every start,
 * which costs a fifth of a native start and fails when that directory does not permit execution; the build places it
 * beside the program instead.
 */
final class SqliteLibrary {

    /**
     * The directory in which the driver looks first; it falls back to unpacking when the library there cannot be
     * loaded.
     */
    static final String DIRECTORY = "org.sqlite.lib.path";

    private static final String NAME = System.mapLibraryName("sqlitejdbc");

    private SqliteLibrary() {}

    /** Points the driver at the library beside this program, unless another one is configured or there is none. */
    static void use() {
        if (System.getProperty(DIRECTORY) == null) {
            program()
                    .flatMap(SqliteLibrary::beside)
                    .ifPresent(directory -> System.setProperty(DIRECTORY, directory.toString()));
        }
    }

    /** The directory of a program, if the library is in it. */
    static Optional<Path> beside(Path program) {
        return Optional.ofNullable(program.toAbsolutePath().getParent())
                .filter(directory -> Files.isRegularFile(directory.resolve(NAME)));
    }

    /** The native executable, or the jar. */
    private static Optional<Path> program() {
        if (System.getProperty("org.graalvm.nativeimage.imagecode") != null) {
            return ProcessHandle.current().info().command().map(Path::of);
        }
        try { // after -jar, the class path is the jar
            return Optional.of(Path.of(System.getProperty("java.class.path", "")))
                    .filter(Files::isRegularFile);
        } catch (InvalidPathException notAFile) {
            return Optional.empty();
        }
    }
}
