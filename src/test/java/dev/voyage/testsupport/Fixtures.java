package dev.voyage.testsupport;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.util.Arrays;

/** The recorded and reconstructed responses among the test resources. */
public final class Fixtures {

    private Fixtures() {}

    public static byte[] bytes(String path) {
        try (InputStream in = Fixtures.class.getResourceAsStream("/fixtures/" + path)) {
            if (in == null) {
                throw new IllegalArgumentException("no fixture " + path);
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The names of the files in a fixture directory, in alphabetical order. */
    public static String[] names(String directory) {
        try {
            String[] names = new File(
                            Fixtures.class.getResource("/fixtures/" + directory).toURI())
                    .list();
            Arrays.sort(names);
            return names;
        } catch (URISyntaxException never) {
            throw new IllegalStateException(never);
        }
    }
}
