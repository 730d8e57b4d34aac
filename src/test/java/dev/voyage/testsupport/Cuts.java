package dev.voyage.testsupport;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Splits documents as a network may: the position of a cut must not affect the reader. */
public final class Cuts {

    private Cuts() {}

    /** The whole document, single bytes, and every split into two. */
    public static Stream<List<ByteBuffer>> of(byte[] document) {
        return Stream.concat(
                Stream.of(List.of(ByteBuffer.wrap(document)), bytewise(document)),
                IntStream.range(1, document.length).mapToObj(at -> inTwo(document, at)));
    }

    /** The first {@code at} bytes, and the rest. */
    public static List<ByteBuffer> inTwo(byte[] document, int at) {
        return List.of(piece(document, 0, at), piece(document, at, document.length));
    }

    /** One buffer for each byte. */
    public static List<ByteBuffer> bytewise(byte[] document) {
        return IntStream.range(0, document.length)
                .mapToObj(at -> piece(document, at, at + 1))
                .toList();
    }

    /** Pieces of 1 to {@code longest} bytes; deterministic for a seed. */
    public static List<ByteBuffer> random(byte[] document, int longest, long seed) {
        var random = new Random(seed);
        var pieces = new ArrayList<ByteBuffer>();
        for (int from = 0; from < document.length; ) {
            int to = Math.min(document.length, from + 1 + random.nextInt(longest));
            pieces.add(piece(document, from, to));
            from = to;
        }
        return List.copyOf(pieces);
    }

    private static ByteBuffer piece(byte[] document, int from, int to) {
        return ByteBuffer.wrap(document, from, to - from).slice();
    }
}
