package dev.voyage.problem;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Strangers' names, and which of them may become files of ours. A name is decoded exactly once and
 * then kept as it is: no trimming, no case, no Unicode normal form.
 */
public final class FileNames {

    private static final int LONGEST_BYTES = 255;

    private FileNames() {}

    /** Why a name may not become a file. */
    public enum Refusal {
        /** Nothing is left of it. */
        EMPTY,
        /** It is {@code .} or {@code ..}, in whatever disguise. */
        DOTS,
        /** A slash inside it, which can only have come percent-encoded. */
        ENCODED_SLASH,
        BACKSLASH,
        /** NUL, line ends and the other control characters, or half a surrogate pair. */
        CONTROL,
        /** Longer than a file system takes, 255 bytes in UTF-8. */
        TOO_LONG,
        /** We keep unfinished files under such names: it ends in {@code .part} or so. */
        RESERVED;

        /** The word for events and sentences: lower case with dashes. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A path segment of an address, percent-decoded once as UTF-8; a plus stays a plus. Where the
     * bytes are no UTF-8, bytes outside ASCII stay percent-encoded rather than be guessed at.
     */
    public static String decoded(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        byte[] all = unescape(segment, false);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(all))
                    .toString();
        } catch (CharacterCodingException otherCharset) {
            return new String(unescape(segment, true), StandardCharsets.UTF_8);
        }
    }

    /** Empty when this decoded name may become a file. */
    public static Optional<Refusal> refusal(String name) {
        if (name.isEmpty()) {
            return Optional.of(Refusal.EMPTY);
        } else if (name.equals(".") || name.equals("..")) {
            return Optional.of(Refusal.DOTS);
        } else if (name.indexOf('/') >= 0) {
            return Optional.of(Refusal.ENCODED_SLASH);
        } else if (name.indexOf('\\') >= 0) {
            return Optional.of(Refusal.BACKSLASH);
        } else if (name.chars().anyMatch(Character::isISOControl)
                || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            return Optional.of(Refusal.CONTROL);
        } else if (bytes(name) > LONGEST_BYTES) {
            return Optional.of(Refusal.TOO_LONG);
        } else if (name.endsWith(".part") || name.endsWith(".part-of")) {
            return Optional.of(Refusal.RESERVED);
        }
        return Optional.empty();
    }

    private static int bytes(String name) {
        Charset utf8 = StandardCharsets.UTF_8;
        return name.length() > LONGEST_BYTES ? name.length() : name.getBytes(utf8).length;
    }

    private static byte[] unescape(String segment, boolean asciiOnly) {
        byte[] from = segment.getBytes(StandardCharsets.UTF_8);
        var to = ByteBuffer.allocate(from.length);
        for (int i = 0; i < from.length; i++) {
            int value = from[i] == '%' && i + 2 < from.length ? hex(from[i + 1], from[i + 2]) : -1;
            if (value >= 0 && !(asciiOnly && value > 127)) {
                to.put((byte) value);
                i += 2;
            } else {
                to.put(from[i]);
            }
        }
        byte[] result = new byte[to.position()];
        to.flip().get(result);
        return result;
    }

    private static int hex(byte high, byte low) {
        int h = Character.digit(high, 16);
        int l = Character.digit(low, 16);
        return h < 0 || l < 0 ? -1 : h * 16 + l;
    }
}
