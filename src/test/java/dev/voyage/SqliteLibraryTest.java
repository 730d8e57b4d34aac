package dev.voyage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLibraryTest {

    @TempDir
    Path directory;

    @Test
    void theLibraryBesideTheProgramIsUsedAndOnlyWhereItIs() throws IOException {
        Path program = Files.createFile(directory.resolve("voyage"));

        assertThat(SqliteLibrary.beside(program)).isEmpty();
        Files.createFile(directory.resolve(System.mapLibraryName("sqlitejdbc")));
        assertThat(SqliteLibrary.beside(program)).contains(directory.toAbsolutePath());
    }

    @Test
    void aDirectoryOfThatNameIsNoLibrary() throws IOException {
        Files.createDirectory(directory.resolve(System.mapLibraryName("sqlitejdbc")));

        assertThat(SqliteLibrary.beside(directory.resolve("voyage"))).isEmpty();
    }

    /** Tests run from class files, so the program has no directory for a library. */
    @Test
    void outsideOfAPackagedProgramNothingIsChosen() {
        String before = System.getProperty(SqliteLibrary.DIRECTORY);

        SqliteLibrary.use();

        assertThat(System.getProperty(SqliteLibrary.DIRECTORY)).isEqualTo(before);
    }
}
