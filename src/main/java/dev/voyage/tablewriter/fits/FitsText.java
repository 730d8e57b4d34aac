package dev.voyage.tablewriter.fits;

import java.nio.charset.StandardCharsets;

/** Text in FITS is printable ASCII (FITS 4.0, section 4.2.1); any other character becomes a question mark. */
final class FitsText {

    private FitsText() {}

    /** The number of characters of a text that fit on one card. */
    static final int ONE_CARD = 68;

    /** Printable text, without trailing blanks, cut to this number of characters, quotes counted twice as on a card. */
    static String fitting(String text, int most) {
        String printable = printable(text).stripTrailing();
        int quotes = 0;
        int end = 0;
        while (end < printable.length() && end + quotes < most) {
            quotes += printable.charAt(end++) == '\'' ? 1 : 0;
        }
        return printable.substring(0, end + quotes > most ? end - 1 : end).stripTrailing();
    }

    static byte[] ascii(String text) {
        return printable(text).getBytes(StandardCharsets.US_ASCII);
    }

    static String printable(String text) {
        var ascii = new StringBuilder(text.length());
        text.codePoints().forEach(c -> ascii.append(c >= ' ' && c <= '~' ? (char) c : '?'));
        return ascii.toString();
    }
}
