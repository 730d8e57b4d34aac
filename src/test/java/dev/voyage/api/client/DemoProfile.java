package dev.voyage.api.client;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The whole program with its demo archive, in its own directory. */
public class DemoProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            Path data = Files.createTempDirectory("voyage-test");
            return Map.of("voyage.data", data.toString(), "voyage.demo", "true");
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
    }
}
