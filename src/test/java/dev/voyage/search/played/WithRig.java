package dev.voyage.search.played;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The whole program with one scripted archive, new for each test. */
public abstract class WithRig {

    @TempDir
    public Path directory;

    public Rig rig;

    @BeforeEach
    public void setUp() throws IOException {
        rig = new Rig(Files.createDirectory(directory.resolve("data")));
    }

    @AfterEach
    public void tearDown() {
        rig.close();
    }
}
