package dev.voyage.coding;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Percent-coding of URIs, with UTF-8.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-2">RFC 3986, 2</a>
 */
public final class PercentCoding {

    /** The characters that separate the parts of a URI (2.2). */
    public static final String RESERVED = ":/?#[]@!$&'()*+,;=";

    /** Beside unreserved characters, those that web servers leave unescaped in the links of their index pages. */
    private static final String WEB = "$+!*'(),:@&=";

    private static final BitSet UNRESERVED = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    private static final String HEX = "0123456789ABCDEF";

    private PercentCoding() {}

    /** Whether it never needs encoding (2.3). */
    public static boolean isUnreserved(int octet) {
        return UNRESERVED.get(octet);
    }

    /** Percent-encodes all but unreserved characters; a blank becomes {@code %20}. */
    public static String encode(String text) {
        return encode(text, "");
    }

    /** @param kept ASCII characters that are not encoded either */
    public static String encode(String text, String kept) {
        var encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b >= 0 && (isUnreserved(b) || kept.indexOf(b) >= 0)) {
                encoded.append((char) b);
            } else {
                append(encoded, b & 0xff);
            }
        }
        return encoded.toString();
    }

    /** Names, joined by slashes, in the encoding of links on index pages. */
    public static String path(List<String> names) {
        return names.stream().map(name -> encode(name, WEB)).collect(Collectors.joining("/"));
    }

    /** Appends the escape of an octet, with digits in upper case. */
    public static void append(StringBuilder text, int octet) {
        text.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 15));
    }

    /** The octet whose escape begins here; -1 if none does. */
    public static int octet(CharSequence text, int at) {
        return at + 2 < text.length() && text.charAt(at) == '%' ? octet(text.charAt(at + 1), text.charAt(at + 2)) : -1;
    }

    /** The octet whose escape begins here; -1 if none does. */
    public static int octet(byte[] text, int at) {
        return at + 2 < text.length && text[at] == '%' ? octet((char) text[at + 1], (char) text[at + 2]) : -1;
    }

    private static int octet(char high, char low) {
        int h = high < 128 ? Character.digit(high, 16) : -1;
        int l = low < 128 ? Character.digit(low, 16) : -1;
        return h < 0 || l < 0 ? -1 : 16 * h + l;
    }

    /**
     * Decodes once; a plus stays a plus, and a percent sign that escapes nothing stays. If the bytes are not valid UTF-8, those
     * outside ASCII stay percent-encoded rather than be guessed at.
     */
    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decode(text, 255)).toString();
        } catch (CharacterCodingException otherCharset) {
            return StandardCharsets.UTF_8.decode(decode(text, 127)).toString();
        }
    }

    /** @param last the greatest octet to decode */
    private static ByteBuffer decode(String text, int last) {
        byte[] from = text.getBytes(StandardCharsets.UTF_8);
        var to = ByteBuffer.allocate(from.length);
        for (int i = 0; i < from.length; i++) {
            int octet = octet(from, i);
            if (octet >= 0 && octet <= last) {
                to.put((byte) octet);
                i += 2;
            } else {
                to.put(from[i]);
            }
        }
        return to.flip();
    }

    private static BitSet set(String ascii) {
        var set = new BitSet(128);
        ascii.chars().forEach(set::set);
        return set;
    }
}
