package dev.voyage.preview.fits;

import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import nom.tam.fits.Header;
import nom.tam.fits.HeaderCard;

/** The header of one unit (HDU), its numbers checked. */
public final class HeaderUnit {

    static final int CARD = 80;
    private static final int MOST_TEXT = 200;
    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");
    private static final Set<Long> BITPIX = Set.of(8L, 16L, 32L, 64L, -32L, -64L);

    private final int index;
    private final Header header;
    private final byte[] cards;
    private final long dataStart;
    private final int bitpix;
    private final List<Long> axes;
    private final long heapBytes;
    private final long dataBytes;

    /**
     * @param cards the raw header, up to and including END
     * @param dataStart position of the data in the file
     */
    HeaderUnit(int index, Header header, byte[] cards, long dataStart) {
        this.index = index;
        this.header = header;
        this.cards = cards.clone();
        this.dataStart = dataStart;
        long bits = number("BITPIX", 0);
        if (!BITPIX.contains(bits)) {
            throw wrong("BITPIX", "no FITS type");
        }
        bitpix = (int) bits;
        axes = lengths("NAXIS");
        heapBytes = natural("PCOUNT", 0);
        dataBytes = bytes();
    }

    /** @param prefix {@code NAXIS} or {@code ZNAXIS} */
    List<Long> lengths(String prefix) {
        var lengths = new ArrayList<Long>();
        long count = natural(prefix, 0);
        if (count > 999) {
            throw wrong(prefix, "more than 999");
        }
        for (int axis = 1; axis <= count; axis++) {
            lengths.add(natural(prefix + axis, -1));
        }
        return lengths;
    }

    private long bytes() {
        if (axes.isEmpty()) {
            return 0;
        }
        boolean groups = axes.get(0) == 0 && header.getBooleanValue("GROUPS", false);
        try {
            long elements = 1;
            for (long axis : groups ? axes.subList(1, axes.size()) : axes) {
                elements = Math.multiplyExact(elements, axis);
            }
            long all = Math.multiplyExact(natural("GCOUNT", 1), Math.addExact(heapBytes, elements));
            return Math.multiplyExact(all, Math.abs(bitpix) / 8);
        } catch (ArithmeticException overflow) {
            throw FitsFault.of(name() + " announces more data than any file has", overflow);
        }
    }

    /** For sentences, such as {@code HDU 1}. */
    public String name() {
        return "HDU " + index;
    }

    public int index() {
        return index;
    }

    /** {@code EXTNAME}; empty if there is none. */
    public String extension() {
        return text("EXTNAME", "");
    }

    public int bitpix() {
        return bitpix;
    }

    /** The lengths of the axes, the fastest first. */
    public List<Long> axes() {
        return List.copyOf(axes);
    }

    public long dataStart() {
        return dataStart;
    }

    /** Without padding. */
    public long dataBytes() {
        return dataBytes;
    }

    long heapBytes() {
        return heapBytes;
    }

    /** Whether it has pixels in two or more axes, plain or tile-compressed. */
    public boolean isPicture() {
        List<Long> lengths = axes;
        if (isTiled()) {
            lengths = lengths("ZNAXIS");
        } else if (isTable() || "TABLE".equals(type())) {
            return false;
        }
        return lengths.size() >= 2 && lengths.stream().allMatch(length -> length > 0);
    }

    /** Whether it is a tile-compressed image, stored in a table. */
    public boolean isTiled() {
        return isBinaryTable() && header.getBooleanValue("ZIMAGE", false);
    }

    /** Whether it is a binary table of columns that people know about. */
    public boolean isTable() {
        return isBinaryTable() && !isTiled();
    }

    /** Whether it is a table that is not empty. */
    public boolean hasRows() {
        return isTable() && axes.get(1) > 0;
    }

    private boolean isBinaryTable() {
        return axes.size() == 2 && bitpix == 8 && "BINTABLE".equals(type());
    }

    /** {@code PRIMARY}, or the type of extension. */
    String type() {
        return index == 0 ? "PRIMARY" : text("XTENSION", "");
    }

    /** Whether the header has this keyword. */
    boolean has(String key) {
        return header.findCard(key) != null;
    }

    public boolean flag(String key) {
        return header.getBooleanValue(key, false);
    }

    /** Printable ASCII, cut; anything else is a question mark. */
    String text(String key, String whenAbsent) {
        String value = raw(key);
        if (value == null) {
            return whenAbsent;
        }
        String printable = UNPRINTABLE.matcher(value).replaceAll("?").strip();
        return printable.length() > MOST_TEXT ? printable.substring(0, MOST_TEXT) : printable;
    }

    private String raw(String key) {
        HeaderCard card = header.findCard(key);
        return card == null ? null : card.getValue();
    }

    long number(String key, long whenAbsent) {
        String value = raw(key);
        if (value == null) {
            return whenAbsent;
        }
        try {
            return Long.parseLong(value.strip());
        } catch (NumberFormatException notWhole) {
            throw wrong(key, "no whole number");
        }
    }

    /** @param whenAbsent if negative, the keyword is required */
    long natural(String key, long whenAbsent) {
        long number = number(key, whenAbsent);
        if (number < 0) {
            throw has(key) ? wrong(key, "negative") : FitsFault.of(name() + " has no " + key);
        }
        return number;
    }

    double real(String key, double whenAbsent) {
        String value = raw(key);
        if (value == null) {
            return whenAbsent;
        }
        try {
            return Double.parseDouble(value.strip().replace('D', 'E').replace('d', 'e'));
        } catch (NumberFormatException notANumber) {
            throw wrong(key, "no number");
        }
    }

    Problem wrong(String key, String fault) {
        return FitsFault.of(key + " of " + name() + " is "
                + QuotedText.of(String.valueOf(raw(key)).strip()) + ", " + fault);
    }

    /** The cards as they are, one a line; other characters than printable ASCII become question marks. */
    public String cards() {
        var text = new StringBuilder(cards.length + cards.length / CARD);
        for (int at = 0; at + CARD <= cards.length; at += CARD) {
            String card = new String(cards, at, CARD, StandardCharsets.ISO_8859_1);
            text.append(UNPRINTABLE.matcher(card).replaceAll("?").stripTrailing())
                    .append('\n');
        }
        return text.toString();
    }
}
