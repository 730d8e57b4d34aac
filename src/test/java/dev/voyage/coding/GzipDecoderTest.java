package dev.voyage.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.testsupport.Cuts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GzipDecoderTest {

    private static final String TEXT = "Hydra A, at the centre of a cluster. ".repeat(7);
    private static final byte[] GZIP = gzip(TEXT.getBytes(StandardCharsets.UTF_8));
    private static final byte[] NAMED = withHeader(8, "catalogue.xml\0".getBytes(StandardCharsets.UTF_8));

    /** The content, the final position of the decoder, and the fault. */
    private record Decoded(String text, GzipDecoder.Place place, boolean isWhole, String fault) {}

    private static byte[] gzip(byte[] plain) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        Stream.of(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** The gzip member with these flags and the header fields that they announce. */
    private static byte[] withHeader(int flags, byte[] parts) {
        byte[] fixed = Arrays.copyOf(GZIP, 10);
        fixed[3] = (byte) flags;
        return joined(fixed, parts, Arrays.copyOfRange(GZIP, 10, GZIP.length));
    }

    private static byte[] changed(int at) {
        byte[] changed = GZIP.clone();
        int index = at < 0 ? changed.length + at : at;
        changed[index] ^= 0x55;
        return changed;
    }

    private static Decoded decoded(List<ByteBuffer> pieces, int room) {
        var text = new ByteArrayOutputStream();
        try (var gzip = new GzipDecoder()) {
            byte[] into = new byte[room];
            for (ByteBuffer piece : pieces) {
                gzip.feed(piece);
                for (int n = gzip.pull(into); n > 0; n = gzip.pull(into)) {
                    text.write(into, 0, n);
                }
            }
            return new Decoded(
                    text.toString(StandardCharsets.UTF_8),
                    gzip.place(),
                    gzip.isWhole(),
                    gzip.fault().orElse(""));
        }
    }

    private static Decoded atEveryCut(byte[] bytes) {
        Decoded whole = decoded(List.of(ByteBuffer.wrap(bytes)), 100);
        assertThat(Cuts.of(bytes))
                .allSatisfy(cut -> assertThat(decoded(cut, 10)).isEqualTo(whole));
        return whole;
    }

    static List<Arguments> streams() {
        byte[] none = {};
        byte[] letters = {'a', 'b'};
        return List.of(
                Arguments.of("one member", GZIP, TEXT, GzipDecoder.Place.BETWEEN, true),
                Arguments.of("nothing", none, "", GzipDecoder.Place.START, false),
                Arguments.of("empty content", gzip(none), "", GzipDecoder.Place.BETWEEN, true),
                Arguments.of("two members", joined(GZIP, NAMED), TEXT + TEXT, GzipDecoder.Place.BETWEEN, true),
                Arguments.of("a name", NAMED, TEXT, GzipDecoder.Place.BETWEEN, true),
                Arguments.of(
                        "all parts",
                        withHeader(31, joined(new byte[] {3, 0, 1, 0, 2}, letters, new byte[] {0, 'c', 0, 7, 7})),
                        TEXT,
                        GzipDecoder.Place.BETWEEN,
                        true),
                Arguments.of("empty extra", withHeader(4, new byte[2]), TEXT, GzipDecoder.Place.BETWEEN, true),
                Arguments.of("a check sum", withHeader(2, new byte[2]), TEXT, GzipDecoder.Place.BETWEEN, true),
                Arguments.of("padding", joined(GZIP, new byte[512]), TEXT, GzipDecoder.Place.BETWEEN, true),
                Arguments.of(
                        "padding between",
                        joined(GZIP, new byte[9], GZIP),
                        TEXT + TEXT,
                        GzipDecoder.Place.BETWEEN,
                        true),
                Arguments.of("text behind", joined(GZIP, letters), TEXT, GzipDecoder.Place.BEHIND, true),
                Arguments.of("half a mark behind", joined(GZIP, new byte[] {31}), TEXT, GzipDecoder.Place.MAGIC, true),
                Arguments.of(
                        "another mark behind", joined(GZIP, new byte[] {31, 31}), TEXT, GzipDecoder.Place.BEHIND, true),
                Arguments.of(
                        "half a member behind",
                        joined(GZIP, Arrays.copyOf(GZIP, 12)),
                        TEXT + "H",
                        GzipDecoder.Place.BODY,
                        false),
                Arguments.of("text", letters, "", GzipDecoder.Place.BEHIND, false),
                Arguments.of("another mark", changed(1), "", GzipDecoder.Place.BEHIND, false),
                Arguments.of("another method", changed(2), "", GzipDecoder.Place.BROKEN, false),
                Arguments.of("a wrong check sum", changed(-8), TEXT, GzipDecoder.Place.BROKEN, false),
                Arguments.of("a wrong length", changed(-1), TEXT, GzipDecoder.Place.BROKEN, false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void everyStreamHasAMeaningHoweverItIsCut(
            String name, byte[] bytes, String text, GzipDecoder.Place place, boolean isWhole) {
        Decoded decoded = atEveryCut(bytes);

        assertThat(decoded.text()).isEqualTo(text);
        assertThat(decoded.place()).isEqualTo(place);
        assertThat(decoded.isWhole()).isEqualTo(isWhole);
        assertThat(decoded.fault().isEmpty()).isEqualTo(place != GzipDecoder.Place.BROKEN);
    }

    @Test
    void bytesBeforeAFaultAreGivenOutAtEveryCut() {
        byte[] random = new byte[4000];
        new java.util.Random(1).nextBytes(random);
        byte[] broken = gzip(random);
        Arrays.fill(broken, broken.length - 40, broken.length - 20, (byte) 0xff);
        Decoded whole = decoded(List.of(ByteBuffer.wrap(broken)), 64);

        assertThat(whole.place()).isEqualTo(GzipDecoder.Place.BROKEN);
        assertThat(whole.text()).isNotEmpty();
        for (int at = 1; at < broken.length; at += 37) {
            assertThat(decoded(Cuts.inTwo(broken, at), 64)).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 10, 20, -9, -8, -1})
    void aMemberThatEndsTooEarlyIsNotWhole(int length) {
        byte[] start = Arrays.copyOf(GZIP, length < 0 ? GZIP.length + length : length);

        assertThat(atEveryCut(start).isWhole()).isFalse();
        assertThatThrownBy(() -> GzipDecoder.decode(start, 1000))
                .isInstanceOf(ZipException.class)
                .hasMessage("it ends too early");
    }

    @Test
    void aWholeFileIsDecodedUpToItsBound() throws ZipException {
        assertThat(GzipDecoder.decode(GZIP, TEXT.length()))
                .hasValueSatisfying(plain ->
                        assertThat(plain).asString(StandardCharsets.UTF_8).isEqualTo(TEXT));
        assertThat(GzipDecoder.decode(GZIP, TEXT.length() - 1)).isEmpty();
        assertThatThrownBy(() -> GzipDecoder.decode(TEXT.getBytes(StandardCharsets.UTF_8), 1000))
                .isInstanceOf(ZipException.class)
                .hasMessage("it is not gzip");
        assertThatThrownBy(() -> GzipDecoder.decode(changed(-1), 1000))
                .isInstanceOf(ZipException.class)
                .hasMessageContaining("check sum");
    }

    @Test
    void aBombIsNotUnpackedBeyondTheBound() throws ZipException {
        assertThat(GzipDecoder.decode(gzip(new byte[50_000_000]), 1_000_000)).isEmpty();
    }

    @Property
    void whatTheJdkWritesIsReadBackInAnyPieces(
            @ForAll @Size(max = 3000) byte[] plain, @ForAll @IntRange(min = 1, max = 100) int room, @ForAll long seed) {
        var text = new ByteArrayOutputStream();
        try (var gzip = new GzipDecoder()) {
            byte[] into = new byte[room];
            for (ByteBuffer piece : Cuts.random(gzip(plain), 50, seed)) {
                gzip.feed(piece);
                for (int n = gzip.pull(into); n > 0; n = gzip.pull(into)) {
                    text.write(into, 0, n);
                }
            }
            assertThat(gzip.isWhole()).isTrue();
        }
        assertThat(text.toByteArray()).isEqualTo(plain);
    }
}
