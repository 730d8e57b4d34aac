package dev.voyage.tables;

import java.nio.charset.StandardCharsets;

/** Text in FITS is printable ASCII (FITS 4.0, section 4.2.1); any other character is a question mark. */
final class FitsText {

    private FitsText() {}

    static byte[] ascii(String text) {
        return printable(text).getBytes(StandardCharsets.US_ASCII);
    }

    static String printable(String text) {
        var ascii = new StringBuilder(text.length());
        text.codePoints().forEach(c -> ascii.append(c >= ' ' && c <= '~' ? (char) c : '?'));
        return ascii.toString();
    }
}
