package dev.voyage.download.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Follows the structure of a FITS file while its bytes pass: blocks of 2880, headers with an END card, data as long as their
 * header says. Keeps one block.
 *
 * @see <a href="https://fits.gsfc.nasa.gov/fits_standard.html">FITS 4.0, sections 3 and 4</a>
 */
final class FitsCheck {

    private static final int BLOCK = 2880;
    private static final int CARD = 80;
    private static final Pattern TELLING = Pattern.compile("BITPIX|NAXIS\\d{0,3}|[PG]COUNT|GROUPS|DATASUM|CHECKSUM");

    private enum State {
        HEADER,
        DATA,
        /** Not FITS at all. */
        OTHER,
        /** Special records after the last HDU, of any content. */
        BEHIND
    }

    private byte[] block; // most files need one of two of these checks, and many none
    private final Map<String, String> cards = new HashMap<>();
    private final FitsSums sums = new FitsSums();
    private State state = State.HEADER;
    private int filled;
    private long units;
    private long data;
    private long padding;
    private boolean inHeader;

    /** Reads all of it, and leaves the buffer's position as it was. */
    void update(ByteBuffer chunk) {
        if (chunk.hasArray()) {
            update(chunk.array(), chunk.arrayOffset() + chunk.position(), chunk.remaining());
        } else if (state == State.HEADER || state == State.DATA) {
            byte[] copy = new byte[chunk.remaining()];
            chunk.duplicate().get(copy);
            update(copy, 0, copy.length);
        }
    }

    void update(byte[] bytes, int from, int length) {
        int at = from;
        int end = from + length;
        while (at < end && (state == State.HEADER || state == State.DATA)) {
            if (state == State.DATA) {
                long step = Math.min(end - at, data + padding);
                long ofData = Math.min(step, data);
                data -= ofData;
                padding -= step - ofData;
                sums.data(bytes, at, (int) step);
                at += (int) step;
                if (data + padding == 0) {
                    unitEnds();
                }
            } else {
                int step = Math.min(end - at, BLOCK - filled);
                block = block == null ? new byte[BLOCK] : block;
                System.arraycopy(bytes, at, block, filled, step);
                at += step;
                filled += step;
                if (filled == BLOCK) {
                    filled = 0;
                    header();
                }
            }
        }
    }

    /** Whether it is FITS and complete. */
    boolean isWhole() {
        boolean boundary = state == State.HEADER && filled == 0 && !inHeader;
        return units > 0 && (boundary || state == State.BEHIND);
    }

    /** Whether it begins as FITS and ends before the length that its headers announce. */
    boolean isShort() {
        if (state == State.DATA) {
            return data > 0; // some archives omit the last padding
        }
        return inHeader || (state == State.HEADER && begins(units == 0 ? "SIMPLE  =" : "XTENSION"));
    }

    /** Whether some of its HDUs have checksums, and all of those are right. */
    boolean isSummed() {
        return isWhole() && sums.agree();
    }

    /** The first HDU that does not match its own checksums. */
    Optional<String> sumFault() {
        return units > 0 ? sums.fault() : Optional.empty();
    }

    private boolean begins(String word) {
        return filled >= word.length() && startsBlock(word);
    }

    private boolean startsBlock(String word) {
        return new String(block, 0, word.length(), StandardCharsets.US_ASCII).equals(word);
    }

    private void header() {
        if (!inHeader) {
            if (!startsBlock(units == 0 ? "SIMPLE  =" : "XTENSION=")) {
                state = units == 0 ? State.OTHER : State.BEHIND;
                return;
            }
            inHeader = true;
            cards.clear();
        }
        sums.header(block);
        for (int card = 0; card < BLOCK; card += CARD) {
            String text = new String(block, card, CARD, StandardCharsets.US_ASCII);
            String key = text.substring(0, 8).strip();
            if (key.equals("END")) {
                ended();
                return;
            } else if (TELLING.matcher(key).matches()) {
                cards.putIfAbsent(key, value(text));
            }
        }
    }

    private void ended() {
        try {
            data = dataBytes();
            padding = (BLOCK - data % BLOCK) % BLOCK;
            inHeader = false;
            units++;
            state = State.DATA;
            if (data == 0) {
                unitEnds();
            }
        } catch (ArithmeticException | NumberFormatException nonsense) {
            state = State.OTHER;
            inHeader = false;
            units = 0;
        }
    }

    private void unitEnds() {
        state = State.HEADER;
        sums.unitEnds(units, cards);
    }

    private long dataBytes() {
        int axes = Integer.parseInt(cards.getOrDefault("NAXIS", "0"));
        if (axes == 0) {
            return 0;
        }
        boolean groups = "T".equals(cards.get("GROUPS")) && "0".equals(cards.get("NAXIS1"));
        long elements = 1;
        for (int axis = groups ? 2 : 1; axis <= axes; axis++) {
            elements = Math.multiplyExact(elements, number("NAXIS" + axis, ""));
        }
        long perGroup = Math.addExact(number("PCOUNT", "0"), elements);
        long all = Math.multiplyExact(number("GCOUNT", "1"), perGroup);
        return Math.multiplyExact(all, Math.abs(Long.parseLong(cards.getOrDefault("BITPIX", ""))) / 8);
    }

    private long number(String key, String otherwise) {
        long number = Long.parseLong(cards.getOrDefault(key, otherwise));
        if (number < 0) {
            throw new NumberFormatException(key);
        }
        return number;
    }

    private static String value(String card) {
        String value = card.substring(10);
        int comment = value.indexOf('/');
        return (comment < 0 ? value : value.substring(0, comment)).strip();
    }
}
