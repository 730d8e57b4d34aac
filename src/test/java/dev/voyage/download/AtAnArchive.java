package dev.voyage.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.testsupport.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A downloader, its mirror, and an archive that does as it is told. */
abstract class AtAnArchive {

    static final String PATH = "/FTP/obs/6//60061044002/x.dat";
    static final String OCTETS = "application/octet-stream";
    static final String MONDAY = "Mon, 02 Nov 2020 20:20:00 GMT";
    static final byte[] BYTES = bytes(300_000, 1);
    static final byte[] OTHERS = bytes(300_000, 2);

    final ScriptedServer server = ScriptedServer.start();

    @TempDir
    Path files;

    Bench bench;

    @BeforeEach
    void begin() {
        bench = new Bench(files);
    }

    @AfterEach
    void end() {
        bench.close();
        server.close();
    }

    void assertProblem(Kind kind, String words) {
        assertThatThrownBy(() -> bench.fetch(server.uri(PATH)))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.kind()).isEqualTo(kind))
                .hasMessageContaining(words);
    }

    List<Path> everything() {
        try (Stream<Path> all = Files.walk(files)) {
            return all.filter(Files::isRegularFile)
                    .filter(it -> !it.endsWith(".locks"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Path> leftovers() {
        return everything().stream()
                .filter(it -> it.toString().contains(".part"))
                .toList();
    }

    static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
