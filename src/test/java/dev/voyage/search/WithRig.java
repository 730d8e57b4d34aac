package dev.voyage.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The whole program against one scripted archive, anew for each test. */
abstract class WithRig {

    @TempDir
    Path directory;

    Rig rig;

    @BeforeEach
    void setUp() throws IOException {
        rig = new Rig(Files.createDirectory(directory.resolve("data")));
    }

    @AfterEach
    void tearDown() {
        rig.close();
    }
}
