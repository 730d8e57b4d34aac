package dev.voyage.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

/** A downloader with its mirror, and an archive that follows a script. */
public abstract class AtAnArchive {

    public static final String PATH = "/FTP/obs/6//60061044002/x.dat";
    public static final String OCTETS = "application/octet-stream";
    public static final String MONDAY = "Mon, 02 Nov 2020 20:20:00 GMT";
    public static final byte[] BYTES = bytes(300_000, 1);
    static final byte[] OTHERS = bytes(300_000, 2);

    public final ScriptedServer server = ScriptedServer.start();

    @TempDir
    Path files;

    public DownloadBench bench;

    @BeforeEach
    void begin() {
        bench = new DownloadBench(files);
    }

    @AfterEach
    void end() {
        bench.close();
        server.close();
    }

    public void assertProblem(ProblemType kind, String words) {
        assertThatThrownBy(() -> bench.fetch(server.uri(PATH)))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.kind()).isEqualTo(kind))
                .hasMessageContaining(words);
    }

    public List<Path> everything() {
        try (Stream<Path> all = Files.walk(files)) {
            return all.filter(Files::isRegularFile)
                    .filter(it -> !it.endsWith(".locks"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Path> leftovers() {
        return everything().stream()
                .filter(it -> it.toString().contains(".part"))
                .toList();
    }

    public static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** A FITS file with an image of these bytes. */
    public static byte[] fits(byte[] data) {
        String cards = "%-80s%-80s%-80s%-80s%-80s"
                .formatted(
                        "SIMPLE  =                    T",
                        "BITPIX  =                    8",
                        "NAXIS   =                    1",
                        "NAXIS1  = %20d".formatted(data.length),
                        "END");
        var file = new ByteArrayOutputStream();
        file.writeBytes("%-2880s".formatted(cards).getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(data);
        file.writeBytes(new byte[(2880 - data.length % 2880) % 2880]);
        return file.toByteArray();
    }

    public static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
