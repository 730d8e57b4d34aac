package dev.voyage.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes one input out of others: bytes, words, pieces, numbers, nesting. Deterministic for a seed. */
final class Mutator {

    private static final int LONGEST = 1 << 14;
    private static final int DEEPEST = 1 << 17;
    private static final List<String> EVERYWHERE = List.of(
            "0",
            "-1",
            "00",
            "1e999",
            "NaN",
            "2147483647",
            "-2147483648",
            "4294967296",
            "9223372036854775808",
            "999999999999999999999",
            "0.1e-400",
            "\u0000",
            "\r\n",
            "\n",
            "\t",
            " ",
            "\"",
            "'",
            "\\",
            "/",
            "..",
            "%",
            "%00",
            "%2F",
            "%2e%2e",
            "&",
            "&amp;",
            "<",
            ">",
            "\ufeff",
            "\u202e",
            "\ud83d\ude00",
            "\u0130",
            "\u00e9",
            "\u2028",
            "\u00a0",
            "\u0661");

    private final List<byte[]> words;
    private final Random dice;

    Mutator(List<String> words, Random dice) {
        this.words = java.util.stream.Stream.concat(words.stream(), EVERYWHERE.stream())
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toList();
        this.dice = dice;
    }

    /**
     * @param other source of inserted pieces
     */
    byte[] mutated(byte[] input, byte[] other) {
        byte[] bytes = input;
        if (dice.nextInt(2000) == 0) {
            return nested(bytes);
        }
        for (int n = 1 + dice.nextInt(1 << dice.nextInt(4)); n > 0; n--) {
            bytes = once(bytes, other);
        }
        return bytes.length > LONGEST ? Arrays.copyOf(bytes, LONGEST) : bytes;
    }

    private byte[] once(byte[] in, byte[] other) {
        int at = dice.nextInt(in.length + 1);
        int to = end(in, at);
        return switch (dice.nextInt(12)) {
            case 0 -> changed(in, at, (byte) dice.nextInt(256));
            case 1 -> at == in.length ? in : changed(in, at, (byte) (in[at] ^ (1 << dice.nextInt(8))));
            case 2 -> replaced(in, at, to, new byte[0]);
            case 3 -> replaced(in, at, at, Arrays.copyOfRange(in, at, to));
            case 4 -> {
                int from = dice.nextInt(other.length + 1);
                yield replaced(in, at, to, Arrays.copyOfRange(other, from, end(other, from)));
            }
            case 5 -> Arrays.copyOf(in, at);
            case 6 -> number(in, at);
            case 7 -> replaced(in, at, at, repeated(word(), 1 + dice.nextInt(64)));
            case 8 -> at == in.length ? in : escaped(in, at);
            case 9 -> replaced(in, at, to, word());
            case 10 -> swapped(in, word());
            default -> replaced(in, at, at, word());
        };
    }

    private byte[] word() {
        return words.get(dice.nextInt(words.size()));
    }

    /** Short pieces are more likely. */
    private int end(byte[] in, int from) {
        int most = Math.min(in.length - from, 1 << dice.nextInt(10));
        return from + (most == 0 ? 0 : dice.nextInt(most + 1));
    }

    /** Deep nesting, against recursive parsers. */
    private byte[] nested(byte[] in) {
        byte[] word = word();
        int at = dice.nextInt(in.length + 1);
        return replaced(in, at, at, repeated(word, 1 + dice.nextInt(DEEPEST / word.length)));
    }

    private byte[] number(byte[] in, int from) {
        int at = from;
        while (at < in.length && (in[at] < '0' || in[at] > '9')) {
            at++;
        }
        int to = at;
        while (to < in.length && in[to] >= '0' && in[to] <= '9') {
            to++;
        }
        long value = dice.nextBoolean() ? dice.nextLong() : dice.nextInt(1000) - 10;
        return replaced(in, at, to, Long.toString(value).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] escaped(byte[] in, int at) {
        return replaced(in, at, at + 1, String.format("%%%02X", in[at] & 0xff).getBytes(StandardCharsets.US_ASCII));
    }

    /** Replaces one word of the input with another. */
    private byte[] swapped(byte[] in, byte[] by) {
        byte[] sought = word();
        int from = dice.nextInt(in.length + 1);
        for (int at = from; at + sought.length <= in.length; at++) {
            if (in[at] == sought[0] && Arrays.equals(in, at, at + sought.length, sought, 0, sought.length)) {
                return replaced(in, at, at + sought.length, by);
            }
        }
        return in;
    }

    private static byte[] repeated(byte[] word, int times) {
        byte[] all = new byte[word.length * times];
        for (int i = 0; i < all.length; i++) {
            all[i] = word[i % word.length];
        }
        return all;
    }

    private static byte[] changed(byte[] in, int at, byte by) {
        byte[] out = in.clone();
        if (at < out.length) {
            out[at] = by;
        }
        return out;
    }

    private static byte[] replaced(byte[] in, int from, int to, byte[] by) {
        byte[] out = new byte[in.length - (to - from) + by.length];
        System.arraycopy(in, 0, out, 0, from);
        System.arraycopy(by, 0, out, from, by.length);
        System.arraycopy(in, to, out, from + by.length, in.length - to);
        return out;
    }
}
