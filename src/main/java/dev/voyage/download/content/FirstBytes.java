package dev.voyage.download.content;

import dev.voyage.problem.QuotedText;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** The beginning of a file, long enough to recognize its type. */
public final class FirstBytes {

    /** HDF5 readers search for the signature at 0, 512, 1024, 2048 and 4096, so this covers the last of these. */
    public static final int MOST = 4096 + 8;

    private static final int QUOTED_TEXT = 60;
    private static final int QUOTED_HEX = 16;

    private byte[] bytes = new byte[64];
    private int length;

    /** A beginning that is already in memory. */
    public static FirstBytes of(byte[] all) {
        var first = new FirstBytes();
        first.add(all, 0, all.length);
        return first;
    }

    /** Leaves the buffer's position as it was. */
    public void add(ByteBuffer chunk) {
        int step = Math.min(chunk.remaining(), MOST - length);
        if (step > 0) {
            room(step);
            chunk.get(chunk.position(), bytes, length, step);
            length += step;
        }
    }

    public void add(byte[] chunk, int from, int count) {
        int step = Math.min(count, MOST - length);
        if (step > 0) {
            room(step);
            System.arraycopy(chunk, from, bytes, length, step);
            length += step;
        }
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(MOST, Math.max(2 * bytes.length, length + more)));
        }
    }

    public int length() {
        return length;
    }

    /** Whether all bytes are NUL, as in a file with blocks that were never written. */
    public boolean isZeros() {
        for (int i = 0; i < length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the buffer is full, so that the file may be longer. */
    public boolean isFull() {
        return length == MOST;
    }

    /** The byte at this index, 0 to 255; -1 past the end. */
    public int at(int index) {
        return index < length ? bytes[index] & 0xff : -1;
    }

    boolean startsWith(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            if (at(i) != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean contains(String ascii, int before) {
        return new String(bytes, 0, Math.min(length, before), StandardCharsets.ISO_8859_1).contains(ascii);
    }

    /** Whether it is text: no control characters except line breaks, tabs and escapes. */
    boolean isText() {
        return charset().equals(StandardCharsets.UTF_8) ? isTextByBytes() : isTextByCharacters();
    }

    /** In UTF-8, and in the older charset that is assumed otherwise, a byte below 0x80 is always a character of its own. */
    private boolean isTextByBytes() {
        boolean begun = false;
        for (int i = 0; i < length; i++) {
            int b = bytes[i];
            begun |= b > ' ';
            boolean control = (b >= 0 && b < ' ' && "\t\n\r\f\u001b".indexOf(b) < 0) || b == 0x7f;
            if (control && !begun && Character.isWhitespace(b)) {
                return isTextByCharacters(); // it may be one of the leading blanks, which do not count
            } else if (control) {
                return false;
            }
        }
        return true;
    }

    private boolean isTextByCharacters() {
        return text().chars()
                .noneMatch(c -> (c < ' ' && "\t\n\r\f\u001b".indexOf(c) < 0) || c == 0x7f || c == '\ufffd');
    }

    /** As text, without a byte order mark or leading blanks. */
    public String text() {
        Charset charset = charset();
        String text = new String(bytes, 0, length, charset);
        boolean torn = charset.equals(StandardCharsets.UTF_8) && text.indexOf('\ufffd') >= 0;
        if (torn) { // a character cut at the end, or an older charset
            text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        }
        return (text.startsWith("\ufeff") ? text.substring(1) : text.replaceFirst("^\u00ef\u00bb\u00bf", ""))
                .stripLeading();
    }

    /** By its byte order mark, otherwise by the position of the zeros in the first character (XML 1.0, F.1). */
    private Charset charset() {
        boolean little = (at(0) == 0xff && at(1) == 0xfe) || (at(0) > 0 && at(1) == 0 && at(2) > 0 && at(3) == 0);
        boolean big = (at(0) == 0xfe && at(1) == 0xff) || (at(0) == 0 && at(1) > 0 && at(2) == 0 && at(3) > 0);
        return little ? StandardCharsets.UTF_16LE : big ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }

    /** The ASCII text that it begins with. */
    private String words() {
        int end = 0;
        while (end < QUOTED_TEXT && at(end) >= ' ' && at(end) < 0x7f) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.US_ASCII).strip();
    }

    /** For use in a message: text in quotes, or the bytes in hexadecimal. */
    public String quoted() {
        if (length == 0) {
            return "nothing";
        } else if (isText()) {
            String text = text().strip();
            return QuotedText.of(text.length() > QUOTED_TEXT ? text.substring(0, QUOTED_TEXT) + "…" : text);
        }
        String words = words();
        if (words.length() >= QUOTED_HEX) {
            return QuotedText.of(words + "…");
        }
        return "the bytes "
                + HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(length, QUOTED_HEX))
                + (length > QUOTED_HEX ? " …" : "");
    }
}
