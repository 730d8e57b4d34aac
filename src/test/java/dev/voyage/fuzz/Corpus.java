package dev.voyage.fuzz;

import dev.voyage.testsupport.Fixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Stored inputs: recorded responses, and inputs that once broke a guarantee. */
public final class Corpus {

    private static final Path KEPT = Path.of("src/test/resources/fuzz");
    private static final Path FIXTURES = Path.of("src/test/resources/fixtures");
    private static final long LONGEST = 12_000;

    private Corpus() {}

    /** Inputs that once broke a guarantee of this target, or almost did. */
    static List<byte[]> of(String target) {
        return files(KEPT.resolve(target)).map(Corpus::bytes).toList();
    }

    /** The recorded responses in these folders, without those too long for repeated parsing. */
    public static List<byte[]> recorded(String... folders) {
        return Arrays.stream(folders)
                .flatMap(folder -> files(FIXTURES.resolve(folder)))
                .filter(file -> file.toFile().length() <= LONGEST)
                .map(file -> Fixtures.bytes(FIXTURES.relativize(file).toString()))
                .toList();
    }

    public static List<byte[]> texts(String... texts) {
        return Arrays.stream(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static Stream<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
