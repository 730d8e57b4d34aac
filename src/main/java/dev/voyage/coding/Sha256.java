package dev.voyage.coding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash SHA-256, which every Java runtime has. */
public final class Sha256 {

    private Sha256() {}

    /** A new one, for contents in pieces. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyRuntimeHasIt) {
            throw new IllegalStateException(everyRuntimeHasIt);
        }
    }

    /** The hash of a text in UTF-8, 32 bytes. */
    public static byte[] of(String text) {
        return digest().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same in lower-case hex, 64 digits. */
    public static String hex(String text) {
        return HexFormat.of().formatHex(of(text));
    }
}
