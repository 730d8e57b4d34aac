package dev.voyage.download;

import dev.voyage.http.Answer;
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
 * The strongest sum of the whole object that an S3 answer tells, computed while the bytes pass. To be
 * fed every byte of the object from its first, those of earlier tries too.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">
 *     Checking object integrity in Amazon S3</a>
 */
final class Sums {

    /** Of an object that was put in one piece, and not encrypted with the owner's keys. */
    private static final Pattern MD5 = Pattern.compile("\"[0-9a-f]{32}\"");

    private static final String ENCRYPTION = "x-amz-server-side-encryption";

    /** The first header of a name, any case. */
    interface Headers {
        Optional<String> first(String name);
    }

    /** Something that grows with the bytes. */
    private interface Sum {
        void update(ByteBuffer bytes);

        byte[] value();
    }

    private record Way(String name, int length, Supplier<Sum> sum) {}

    /** The strongest first; MD5 stands between SHA-1 and the others. */
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

    private Sums(String name, String word, byte[] expected, Sum sum) {
        this.name = name;
        this.word = word;
        this.expected = expected;
        this.sum = sum;
    }

    /**
     * @param answer S3's: elsewhere an ETag of the same form may mean anything
     * @return empty where it tells none of the whole object: put in several pieces and only summed
     *     piece by piece, or encrypted
     */
    static Optional<Sums> of(Answer answer) {
        return of(answer.status(), answer::header);
    }

    static Optional<Sums> of(int status, Headers headers) {
        // the sum in an answer with a part may be that part's
        boolean whole = status != 206
                && !headers.first("x-amz-checksum-type").orElse("").equalsIgnoreCase("COMPOSITE");
        Headers sums = whole ? headers : none -> Optional.empty();
        return first(DIGESTS, sums).or(() -> md5(headers)).or(() -> first(CYCLIC, sums));
    }

    /** Reads all of it, and leaves the buffer's position as it was. */
    void update(ByteBuffer bytes) {
        sum.update(bytes.duplicate());
    }

    /** {@code s3-checksum} or {@code etag}: what has been verified when there is no fault. */
    String word() {
        return word;
    }

    /** Whether nothing but a damaged file explains a fault: stores like S3 make ETags of their own. */
    boolean isCertain() {
        return !word.equals("etag");
    }

    /** That the bytes are not the object's; none may follow. */
    Optional<String> fault() {
        if (found == null) {
            found = sum.value(); // a digest tells it once
        }
        if (Arrays.equals(found, expected)) {
            return Optional.empty();
        }
        var hex = HexFormat.of();
        return Optional.of("its " + name + " is " + hex.formatHex(found) + " and not " + hex.formatHex(expected));
    }

    private static Optional<Sums> first(List<Way> ways, Headers headers) {
        return ways.stream()
                .flatMap(way -> headers
                        .first("x-amz-checksum-" + way.name())
                        .flatMap(value -> decoded(value.strip(), way.length()))
                        .map(value -> new Sums(
                                way.name(), "s3-checksum", value, way.sum().get()))
                        .stream())
                .findFirst();
    }

    private static Optional<Sums> md5(Headers headers) {
        boolean ownKeys = headers.first(ENCRYPTION).orElse("").startsWith("aws:kms")
                || headers.first(ENCRYPTION + "-customer-algorithm").isPresent();
        return headers.first("ETag")
                .map(String::strip)
                .filter(tag -> !ownKeys && MD5.matcher(tag).matches())
                .map(tag -> HexFormat.of().parseHex(tag, 1, 33))
                .map(value -> new Sums("MD5", "etag", value, digest("MD5")));
    }

    /** Empty for what is no such sum: a sum of the pieces' sums ends in {@code -N}. */
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
