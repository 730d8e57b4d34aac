package dev.voyage.problem;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Checks untrusted names before they become names of local files. A name is decoded exactly once and then kept as it
 * is: no trimming, no change of case, no Unicode normal form.
 */
public final class SafeFileNames {

    private static final int LONGEST_BYTES = 255;

    private SafeFileNames() {}

    /** Why a name may not become a file. */
    public enum Refusal {
        /** The name is empty. */
        EMPTY,
        /** {@code .} or {@code ..}, in any encoding. */
        DOTS,
        /** A slash inside the name, which can only have come percent-encoded. */
        ENCODED_SLASH,
        BACKSLASH,
        /** NUL, line ends and the other control characters, or half a surrogate pair. */
        CONTROL,
        /** Longer than a file system allows, 255 bytes in UTF-8. */
        TOO_LONG,
        /** Reserved for unfinished files: ends in {@code .part} or a similar suffix. */
        RESERVED;

        /** The word for events and sentences: lower case with dashes. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
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
}
