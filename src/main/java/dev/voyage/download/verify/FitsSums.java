package dev.voyage.download.verify;

import dev.voyage.problem.QuotedText;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Computes the checksum of each HDU of a FITS file and compares it with its DATASUM and CHECKSUM. An HDU without them, or with
 * undefined values, is neither right nor wrong.
 *
 * @see <a href="https://fits.gsfc.nasa.gov/fits_standard.html">FITS 4.0, section 4.4.2.7</a>
 */
final class FitsSums {

    /** Minus zero: the checksum of an HDU with a correct CHECKSUM. */
    private static final long ALL_ONES = 0xffff_ffffL;

    private static final Pattern CHECKSUM = Pattern.compile("[0-9A-Za-z]{16}");
    private static final Pattern DATASUM = Pattern.compile("\\d{1,10}");

    /** The placeholder that writers insert before they compute the checksum, and that some never replace. */
    private static final String NOT_YET = "0".repeat(16);

    private final OnesComplementSum header = new OnesComplementSum();
    private final OnesComplementSum data = new OnesComplementSum();
    private long agreed;
    private String fault;

    void header(byte[] block) {
        header.update(block, 0, block.length);
    }

    void data(byte[] bytes, int from, int length) {
        data.update(bytes, from, length);
    }

    /**
     * Called when all bytes of an HDU have passed.
     *
     * @param number 1 for the primary one
     */
    void unitEnds(long number, Map<String, String> cards) {
        String datasum = text(cards.get("DATASUM"));
        if (DATASUM.matcher(datasum).matches() && Long.parseLong(datasum) <= ALL_ONES) {
            boolean right = Long.parseLong(datasum) % ALL_ONES == data.value() % ALL_ONES; // both zeros are equal
            judged(number, right, "DATASUM", datasum, "data add up to " + data.value());
        }
        String checksum = text(cards.get("CHECKSUM"));
        if (CHECKSUM.matcher(checksum).matches() && !checksum.equals(NOT_YET)) {
            header.add(data);
            boolean right = header.value() == ALL_ONES;
            String comesTo = "bytes add up to " + header.value() + " instead of " + ALL_ONES;
            judged(number, right, "CHECKSUM", checksum, comesTo);
        }
        header.clear();
        data.clear();
    }

    private void judged(long number, boolean right, String keyword, String said, String found) {
        if (right) {
            agreed++;
        } else if (fault == null) {
            fault = keyword + " of HDU " + number + " is " + QuotedText.of(said) + ", its " + found;
        }
    }

    /** Whether at least one checksum was checked, and none was wrong. */
    boolean agree() {
        return agreed > 0 && fault == null;
    }

    /** The first wrong checksum. */
    Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    /** The content of a value field: a string without its quotes, or the text as it is. */
    private static String text(String value) {
        return value == null ? "" : value.replace("'", "").strip();
    }
}
