package dev.voyage.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GzipCodingTest {

    private static final int HEADER = 10;

    /** Pieces of text that repeats and of noise, of any length. */
    private static byte[] text(int length, int seed) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (seed % 3 == 0 ? ((i * 31 + seed) * 0x9e3779b9) >>> 24 : "observation".charAt(i % 11));
        }
        return bytes;
    }

    @Property(tries = 200)
    void anyPiecesAreOneGzipDocument(
            @ForAll @Size(max = 12) List<@IntRange(max = 40_000) Integer> lengths, @ForAll GzipCoding.Effort effort)
            throws IOException {
        var coding = new GzipCoding(effort);
        var plain = new ByteArrayOutputStream();
        var coded = Buffer.buffer();
        for (int length : lengths) {
            byte[] piece = text(length, length);
            plain.writeBytes(piece);
            coded.appendBuffer(coding.piece(Buffer.buffer(piece)));
        }
        coded.appendBuffer(coding.end(Buffer.buffer()));

        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(coded.getBytes()))) {
            assertThat(gzip.readAllBytes()).isEqualTo(plain.toByteArray()); // checks CRC and length
        }
    }

    @Property(tries = 100)
    void eachPieceCanBeReadWhenItArrives(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 9000) Integer> sizes,
            @ForAll GzipCoding.Effort effort)
            throws DataFormatException {
        var coding = new GzipCoding(effort);
        var inflater = new Inflater(true);
        boolean first = true;
        for (int size : sizes) {
            byte[] piece = text(size, size);
            byte[] coded = coding.piece(Buffer.buffer(piece)).getBytes();
            int skipped = first ? HEADER : 0;
            first = false;
            inflater.setInput(coded, skipped, coded.length - skipped);
            byte[] read = new byte[piece.length];
            int length = 0;
            for (int got = -1; got != 0; length += got) {
                got = inflater.inflate(read, length, read.length - length);
            }
            assertThat(length).isEqualTo(piece.length);
            assertThat(read).isEqualTo(piece);
        }
        inflater.end();
    }

    @Test
    void aPieceRefersToTheOnesBefore() {
        byte[] event = ("id: x:1\nevent: observation.found\ndata: {\"type\":\"observation.found\",\"seq\":1,\"search\":"
                        + "\"01m8khpqrhzfe0wfjj97j1qjyf\",\"observation\":\"60061044002\",\"raDeg\":61.8186}\n\n")
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        var coding = new GzipCoding();
        int first = coding.piece(Buffer.buffer(event)).length();

        assertThat(coding.piece(Buffer.buffer(event)).length()).isLessThan(first / 4);
        assertThat(coding.piece(Buffer.buffer()).length()).as("an empty piece").isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip|true",
                "gzip, deflate, br, zstd|true",
                "br;q=1.0, gzip;q=0.8, *;q=0.1|true",
                "gzip;q=0|false",
                "gzip;q=0.000|false",
                "identity|false",
                "br|false",
                "xgzip|false",
                "''|false"
            })
    void gzipIsUsedWhereItIsAcceptedByName(String header, boolean accepted) {
        assertThat(GzipCoding.isAccepted(AcceptedEncoding.request(header))).isEqualTo(accepted);
    }

    @Test
    void nothingAcceptedMeansNothingCompressed() {
        assertThat(GzipCoding.isAccepted(AcceptedEncoding.request(null))).isFalse();
    }
}
