package dev.voyage.download.verify;

import dev.voyage.upstream.UpstreamResponse;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * The strongest checksum of the whole object that an S3 response gives, computed while the bytes pass. It must receive every byte
 * of the object from the first, including those of earlier attempts.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html"> Checking object integrity
 *     in Amazon S3</a>
 */
public final class S3Checksum {

    /** For an object that was uploaded in one piece, and not encrypted with the owner's keys. */
    private static final Pattern MD5 = Pattern.compile("\"[0-9a-f]{32}\"");

    private static final String ENCRYPTION = "x-amz-server-side-encryption";

    /** Returns the first header of a name, in any case. */
    public interface Headers {
        Optional<String> first(String name);
    }

    /** A checksum that is updated with each buffer. */
    private interface Sum {
        void update(ByteBuffer bytes);

        byte[] value();
    }

    private record Way(String name, int length, Supplier<Sum> sum) {}

    /** The strongest first; MD5 ranks between SHA-1 and the others. */
    private static final List<Way> DIGESTS =
            List.of(new Way("sha256", 32, () -> digest("SHA-256")), new Way("sha1", 20, () -> digest("SHA-1")));

    private static final List<Way> CYCLIC = List.of(
            new Way("crc64nvme", 8, () -> checksum(new Crc64(), 8)),
            new Way("crc32c", 4, () -> checksum(new CRC32C(), 4)),
            new Way("crc32", 4, () -> checksum(new CRC32(), 4)));

    private final String name;
    private final String word;
    private final byte[] expected;
    private final Sum sum;
    private byte[] found;

    private S3Checksum(String name, String word, byte[] expected, Sum sum) {
        this.name = name;
        this.word = word;
        this.expected = expected;
        this.sum = sum;
    }

    /**
     * @param answer S3's: elsewhere an ETag of the same form may mean anything
     * @return empty if it gives no checksum of the whole object: uploaded in several pieces with checksums only per piece, or
     *     encrypted
     */
    public static Optional<S3Checksum> of(UpstreamResponse answer) {
        return of(answer.status(), answer::header);
    }

    public static Optional<S3Checksum> of(int status, Headers headers) {
        // the checksum in a partial response may be that of the part
        boolean whole = status != 206
                && headers.first("Content-Range").isEmpty()
                && !headers.first("x-amz-checksum-type").orElse("").equalsIgnoreCase("COMPOSITE");
        Headers sums = whole ? headers : none -> Optional.empty();
        return first(DIGESTS, sums).or(() -> md5(headers)).or(() -> first(CYCLIC, sums));
    }

    /** Reads all of it, and leaves the buffer's position as it was. */
    public void update(ByteBuffer bytes) {
        sum.update(bytes.duplicate());
    }

    /** {@code s3-checksum} or {@code etag}: the name of the passed check when there is no fault. */
    String word() {
        return word;
    }

    /** Whether a mismatch can only mean a damaged file: S3-compatible stores generate ETags in their own way. */
    boolean isCertain() {
        return !word.equals("etag");
    }

    /** The fault if the bytes are not the object's; no bytes may follow. */
    Optional<String> fault() {
        if (found == null) {
            found = sum.value(); // a digest returns its value only once
        }
        if (Arrays.equals(found, expected)) {
            return Optional.empty();
        }
        var hex = HexFormat.of();
        return Optional.of("its " + name + " is " + hex.formatHex(found) + " and not " + hex.formatHex(expected));
    }

    private static Optional<S3Checksum> first(List<Way> ways, Headers headers) {
        return ways.stream()
                .flatMap(way -> headers
                        .first("x-amz-checksum-" + way.name())
                        .flatMap(value -> decoded(value.strip(), way.length()))
                        .map(value -> new S3Checksum(
                                way.name(), "s3-checksum", value, way.sum().get()))
                        .stream())
                .findFirst();
    }

    private static Optional<S3Checksum> md5(Headers headers) {
        boolean ownKeys = headers.first(ENCRYPTION).orElse("").startsWith("aws:kms")
                || headers.first(ENCRYPTION + "-customer-algorithm").isPresent();
        return headers.first("ETag")
                .map(String::strip)
                .filter(tag -> !ownKeys && MD5.matcher(tag).matches())
                .map(tag -> HexFormat.of().parseHex(tag, 1, 33))
                .map(value -> new S3Checksum("MD5", "etag", value, digest("MD5")));
    }

    /** Empty for a value that is not such a checksum: a checksum of the pieces' checksums ends in {@code -N}. */
    private static Optional<byte[]> decoded(String base64, int length) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64)).filter(it -> it.length == length);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Sum digest(String algorithm) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
        return new Sum() {
            @Override
            public void update(ByteBuffer bytes) {
                digest.update(bytes);
            }

            @Override
            public byte[] value() {
                return digest.digest();
            }
        };
    }

    private static Sum checksum(Checksum checksum, int length) {
        return new Sum() {
            @Override
            public void update(ByteBuffer bytes) {
                checksum.update(bytes);
            }

            @Override
            public byte[] value() {
                byte[] all = ByteBuffer.allocate(8).putLong(checksum.getValue()).array();
                return Arrays.copyOfRange(all, 8 - length, 8);
            }
        };
    }
}
