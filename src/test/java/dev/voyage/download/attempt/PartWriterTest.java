package dev.voyage.download.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.download.DownloadBench;
import dev.voyage.download.SummedFits;
import dev.voyage.download.content.BodyFacts;
import dev.voyage.download.mirror.FileLocks;
import dev.voyage.download.mirror.Mirror;
import dev.voyage.download.mirror.PartFile;
import dev.voyage.download.mirror.PartMetadata;
import dev.voyage.download.verify.S3Checksum;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A body from S3, and the checksum in its headers. */
class PartWriterTest {

    private static final URI URL = URI.create("https://bucket.test/x.fits");
    private static final PartMetadata NOTE = new PartMetadata(URL.toString(), "\"v1\"", null, null);
    private static final byte[] FILE = SummedFits.FILE;
    private static final byte[] STALE = SummedFits.with("SIMPLE", "NOBODY", "SOMEBO");

    @TempDir
    private Path files;

    private Mirror mirror;
    private PartFile part;

    @BeforeEach
    void begin() {
        mirror = new Mirror(files, "this", true);
        part = opened();
    }

    @AfterEach
    void end() throws IOException {
        part.close();
    }

    @Test
    void theArchivesSumIsVerified() throws Exception {
        part.resume(URL.toString());
        assertThat(came(FILE, 0, sums(FILE))).containsExactly("size", "fits", "checksum", "s3-checksum");
    }

    @Test
    void theBytesOfAnEarlierRunAreSummedToo() throws Exception {
        part.resume(URL.toString());
        part.start(NOTE);
        part.append(ByteBuffer.wrap(FILE, 0, 5000));
        part.close();
        part = opened();
        assertThat(part.resume(URL.toString())).isPresent();
        assertThat(came(FILE, 5000, sums(FILE))).contains("s3-checksum");
    }

    @Test
    void sumsOfAnEarlierTryGoOn() throws Exception {
        part.resume(URL.toString());
        var first = intake(0, sums(FILE));
        first.begin();
        first.take(ByteBuffer.wrap(FILE, 0, 5000));
        assertThat(came(FILE, 5000, null)).contains("s3-checksum");
    }

    @Test
    void anotherSumIsCorruptHoweverOften() throws Exception {
        for (int i = 0; i < 3; i++) {
            part.resume(URL.toString());
            assertCorrupt(FILE, sums(STALE), "its sha256 is ");
        }
    }

    @Test
    void anETagThatIsNoMd5IsTheArchivesOwn() throws Exception {
        part.resume(URL.toString());
        assertCorrupt(FILE, etag(STALE), "its MD5 is ");
        part.resume(URL.toString());
        assertThat(came(FILE, 0, etag(STALE))).containsExactly("size", "fits", "checksum");
    }

    @Test
    void whereTheArchivesSumIsRightStaleSumsInTheFileAreItsOwn() throws Exception {
        part.resume(URL.toString());
        assertThat(came(STALE, 0, etag(STALE))).containsExactly("size", "fits", "etag");
    }

    private PartFile opened() {
        return new PartFile(mirror.placeOf(URL), mirror.nameOf(URL), mirror, new FileLocks(mirror.root()));
    }

    private PartWriter intake(int from, S3Checksum sums) {
        var head = new ResponseMeaning.Bytes(from, null, (long) FILE.length, 0, NOTE, false);
        var download = DownloadBench.download(URL, null, null, null);
        return new PartWriter(
                part,
                DownloadBench.SMALL,
                download,
                download.ways().get(0),
                mirror.placeOf(URL),
                head,
                BodyFacts.NONE,
                sums);
    }

    private List<String> came(byte[] file, int from, S3Checksum sums) throws IOException {
        var intake = intake(from, sums);
        intake.begin();
        intake.take(ByteBuffer.wrap(file, from, file.length - from));
        return intake.proof((long) file.length);
    }

    private void assertCorrupt(byte[] file, S3Checksum sums, String words) {
        assertThatThrownBy(() -> came(file, 0, sums))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.kind()).isEqualTo(ProblemType.CORRUPT))
                .hasMessageContaining(words);
    }

    private static S3Checksum sums(byte[] of) throws Exception {
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(of);
        return told("x-amz-checksum-sha256", Base64.getEncoder().encodeToString(sha256));
    }

    private static S3Checksum etag(byte[] of) throws Exception {
        byte[] md5 = MessageDigest.getInstance("MD5").digest(of);
        return told("ETag", "\"" + HexFormat.of().formatHex(md5) + "\"");
    }

    private static S3Checksum told(String header, String value) {
        return S3Checksum.of(200, name -> Optional.of(value).filter(it -> name.equals(header)))
                .orElseThrow();
    }
}
