package dev.voyage.download.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.testsupport.Cuts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check values of {@code 123456789} from the catalogues of checksums. */
class S3ChecksumTest {

    private static final byte[] BYTES = "123456789".getBytes(StandardCharsets.US_ASCII);
    private static final String MD5 = "\"25f9e794323b453885f5181f1b624d0b\"";
    private static final String SHA256 = "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=";
    private static final String SHA1 = "98O8HYCOBHMq32eZZczDTKeuNEE=";
    private static final String CRC64 = "rosUhgp5mIg=";
    private static final String CRC32C = "4waSgw==";
    private static final String CRC32 = "y/Q5Jg==";

    private final Map<String, String> headers = new TreeMap<>();

    @ParameterizedTest
    @CsvSource({
        "ETag, " + MD5 + ", etag",
        "x-amz-checksum-sha256, " + SHA256 + ", s3-checksum",
        "x-amz-checksum-sha1, " + SHA1 + ", s3-checksum",
        "x-amz-checksum-crc64nvme, " + CRC64 + ", s3-checksum",
        "x-amz-checksum-crc32c, " + CRC32C + ", s3-checksum",
        "x-amz-checksum-crc32, " + CRC32 + ", s3-checksum"
    })
    void eachSumIsHeldToHoweverTheBytesAreCut(String header, String value, String word) {
        tells(header, value);
        assertThat(Cuts.of(BYTES)).allSatisfy(cut -> {
            S3Checksum right = sums().orElseThrow();
            assertThat(right.word()).isEqualTo(word);
            cut.forEach(right::update);
            assertThat(right.fault()).isEmpty();
        });
        S3Checksum wrong = sums().orElseThrow();
        wrong.update(ByteBuffer.wrap("123456780".getBytes(StandardCharsets.US_ASCII)));
        assertThat(wrong.fault().orElseThrow()).matches("its \\w+ is [0-9a-f]+ and not [0-9a-f]+");
    }

    @Test
    void theStrongestIsTaken() {
        tells("x-amz-checksum-crc32", CRC32);
        assertThat(taken()).startsWith("its crc32 ");
        tells("x-amz-checksum-crc32c", CRC32C);
        assertThat(taken()).startsWith("its crc32c ");
        tells("x-amz-checksum-crc64nvme", CRC64);
        assertThat(taken()).startsWith("its crc64nvme ");
        tells("ETag", MD5);
        assertThat(taken()).startsWith("its MD5 ");
        tells("x-amz-checksum-sha1", SHA1);
        assertThat(taken()).startsWith("its sha1 ");
        tells("x-amz-checksum-sha256", SHA256);
        assertThat(taken()).startsWith("its sha256 ");
    }

    @ParameterizedTest
    @CsvSource({
        "ETag, \"25f9e794323b453885f5181f1b624d0b-3\"",
        "ETag, W/\"25f9e794323b453885f5181f1b624d0b\"",
        "ETag, \"v1\"",
        "x-amz-checksum-crc64nvme, rosUhgp5mIg=-12",
        "x-amz-checksum-sha256, y/Q5Jg==",
        "x-amz-checksum-crc32, !"
    })
    void whatIsNoSumOfTheWholeObjectIsNotUsed(String header, String value) {
        tells(header, value);
        assertThat(sums()).isEmpty();
    }

    @Test
    void anETagOfAnEncryptedObjectIsNoMd5() {
        tells("ETag", MD5);
        tells("x-amz-server-side-encryption", "AES256");
        assertThat(sums()).isPresent();
        tells("x-amz-server-side-encryption", "aws:kms:dsse");
        assertThat(sums()).isEmpty();
        headers.remove("x-amz-server-side-encryption");
        tells("x-amz-server-side-encryption-customer-algorithm", "AES256");
        assertThat(sums()).isEmpty();
    }

    @Test
    void theSumOfAPartIsNotTheWholeObjects() {
        tells("x-amz-checksum-crc64nvme", CRC64);
        assertThat(S3Checksum.of(206, this::header)).isEmpty();
        tells("x-amz-checksum-type", "COMPOSITE");
        assertThat(sums()).isEmpty();
        tells("ETag", MD5);
        assertThat(S3Checksum.of(206, this::header).orElseThrow().word()).isEqualTo("etag");
    }

    @Test
    void nothingToldIsNothingKnown() {
        assertThat(sums()).isEmpty();
    }

    private void tells(String header, String value) {
        headers.put(header.toLowerCase(Locale.ROOT), value);
    }

    private Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    private Optional<S3Checksum> sums() {
        return S3Checksum.of(200, this::header);
    }

    private String taken() {
        return sums().orElseThrow().fault().orElseThrow();
    }
}
