package dev.voyage.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.download.shelf.KeptFile;
import dev.voyage.download.verify.FileVerdict;
import dev.voyage.testsupport.WaitLimit;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTest {

    private static final byte[] FITS = SummedFits.FILE;
    private static final byte[] ZIP = AtAnArchive.gzip(FITS);

    private final ExecutorService disk = Executors.newSingleThreadExecutor();

    @TempDir
    private Path files;

    private Path place;

    @BeforeEach
    void begin() {
        place = files.resolve("x.fits.gz");
    }

    @AfterEach
    void end() {
        disk.shutdownNow();
    }

    @Test
    void aFileThatIsWhatItWasIsRight() throws Exception {
        var verdict = verdict(ZIP, ZIP);
        assertThat(verdict)
                .isEqualTo(new FileVerdict.Right(java.util.List.of("size", "gzip", "fits", "checksum", "sha256")));
        assertThat(verdict.isRight()).isTrue();
        assertThat(verdict.what()).isEqualTo("size, gzip, fits, checksum, sha256");
    }

    @Test
    void aFileThatIsGoneIsMissing() {
        assertThat(verify(ZIP)).isEqualTo(new FileVerdict.Missing());
    }

    @Test
    void anotherSizeIsNamedWithoutReading() throws Exception {
        int length = ZIP.length;
        assertThat(verdict(ZIP, Arrays.copyOf(ZIP, length - 1)))
                .isEqualTo(new FileVerdict.TooShort(length - 1, length))
                .extracting(FileVerdict::isRight)
                .isEqualTo(false);
        assertThat(verdict(ZIP, Arrays.copyOf(ZIP, length + 1))).isEqualTo(new FileVerdict.TooLong(length + 1, length));
    }

    @Test
    void theMostTellingOfWhatIsWrongIsNamed() throws Exception {
        byte[] zip = ZIP.clone();
        zip[zip.length - 3] ^= 1;
        assertThat(verdict(ZIP, zip)).isEqualTo(new FileVerdict.Corrupt("its gzip structure is not whole"));

        assertThat(verdict(FITS, SummedFits.damaged(3 * 2880)).what()).startsWith("DATASUM of HDU 2 is ");

        byte[] text = AtAnArchive.bytes(1000, 1);
        byte[] other = AtAnArchive.bytes(1000, 2);
        assertThat(verdict(text, other).what())
                .isEqualTo("its SHA-256 is " + AtAnArchive.sha256(other) + " and not " + AtAnArchive.sha256(text));
        assertThat(verdict(text, other).isRight()).isFalse();
    }

    @Test
    void theHashSpeaksForAFileWhoseSumsWereStaleAtTheArchive() throws Exception {
        byte[] stale = SummedFits.with("SIMPLE", "NOBODY", "SOMEBO");
        assertThat(verdict(stale, stale).what()).isEqualTo("size, fits, sha256");
        byte[] cut = Arrays.copyOf(FITS, FITS.length - 2880);
        assertThat(verdict(cut, cut).what()).isEqualTo("size, sha256");
    }

    @Test
    void linksAndDirectoriesAreNoFiles() throws Exception {
        Files.createSymbolicLink(place, Files.write(files.resolve("target"), ZIP));
        assertThat(verify(ZIP)).isEqualTo(new FileVerdict.Unreadable("it is no regular file"));
        Files.delete(place);
        Files.createDirectory(place);
        assertThat(verify(ZIP)).isInstanceOf(FileVerdict.Unreadable.class);
    }

    @Test
    void whatTheDiskRefusesIsToldWithoutAPath() throws Exception {
        Path tooLong = files.resolve("x".repeat(300)); // exceeds the name limit of file systems
        var verdict =
                new Verifier(disk).verify(new KeptFile(tooLong, 1, "")).await().atMost(WaitLimit.TIME);
        assertThat(verdict).isInstanceOf(FileVerdict.Unreadable.class);
        assertThat(verdict.what()).startsWith("the disk says: ").doesNotContain(files.toString());
    }

    @Test
    void whoIsGoneIsNotReadFor() throws Exception {
        long huge = 1L << 36;
        try (var sparse = new RandomAccessFile(place.toFile(), "rw")) {
            sparse.setLength(huge);
        }
        var reading = new Verifier(disk)
                .verify(new KeptFile(place, huge, ""))
                .subscribe()
                .with(verdict -> {});
        reading.cancel();
        disk.shutdown();
        assertThat(disk.awaitTermination(WaitLimit.SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    private FileVerdict verdict(byte[] was, byte[] is) throws Exception {
        Files.write(place, is);
        return verify(was);
    }

    private FileVerdict verify(byte[] was) {
        return new Verifier(disk)
                .verify(new KeptFile(place, was.length, AtAnArchive.sha256(was)))
                .await()
                .atMost(WaitLimit.TIME);
    }
}
