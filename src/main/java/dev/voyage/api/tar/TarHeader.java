package dev.voyage.api.tar;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * The header before the bytes of a file in a tar: one ustar block, preceded by a pax header if the name or the size does not fit
 * (POSIX.1-2017, pax). A function of its arguments: no owner, no machine, no clock.
 */
final class TarHeader {

    static final int BLOCK = 512;

    private static final int MODE = 0644;
    private static final long MOST = 077777777777L; // the maximum of seconds, and of bytes, in a ustar field

    private TarHeader() {}

    /**
     * @param modified fractions of a second are dropped; null becomes the beginning of 1970, since the field must have a value
     * @return whole blocks
     */
    static byte[] of(String path, long bytes, Instant modified) {
        byte[] pax = pax(path, bytes);
        String shown = fits(path) ? path : "long-name";
        long seconds = modified == null ? 0 : Math.min(MOST, Math.max(0, modified.getEpochSecond()));
        byte[] block = block(shown, TarConstants.LF_NORMAL, bytes, seconds);
        if (pax.length == 0) {
            return block;
        }
        byte[] all =
                Arrays.copyOf(block("pax-header", TarConstants.LF_PAX_EXTENDED_HEADER_LC, pax.length, seconds), (int)
                        (BLOCK + padded(pax.length) + BLOCK));
        System.arraycopy(pax, 0, all, BLOCK, pax.length);
        System.arraycopy(block, 0, all, all.length - BLOCK, BLOCK);
        return all;
    }

    /** The length of the header. */
    static long length(String path, long bytes) {
        byte[] pax = pax(path, bytes);
        return pax.length == 0 ? BLOCK : BLOCK + padded(pax.length) + BLOCK;
    }

    private static byte[] pax(String path, long bytes) {
        String records = (fits(path) ? "" : record("path", path)) + (bytes <= MOST ? "" : record("size", "" + bytes));
        return records.getBytes(UTF_8);
    }

    private static boolean fits(String path) {
        return path.length() < TarConstants.NAMELEN && path.chars().allMatch(c -> c < 128);
    }

    /** This number of bytes rounded up to whole blocks. */
    static long padded(long bytes) {
        return (bytes + BLOCK - 1) / BLOCK * BLOCK;
    }

    private static byte[] block(String name, byte kind, long bytes, long seconds) {
        var entry = new TarArchiveEntry(name, kind, true);
        entry.setSize(bytes);
        entry.setMode(MODE);
        entry.setIds(0, 0);
        entry.setUserName(""); // the default is the user running this process
        entry.setGroupName("");
        entry.setModTime(seconds * 1000);
        byte[] block = new byte[BLOCK];
        entry.writeEntryHeader(block); // a size beyond the field becomes 0 in it, and is in the pax header
        return block;
    }

    /** {@code LENGTH KEY=VALUE}, the length counting itself. */
    private static String record(String key, String value) {
        String rest = " " + key + "=" + value + "\n";
        int bytes = rest.getBytes(UTF_8).length;
        int length = bytes + 1;
        while (length != bytes + Integer.toString(length).length()) {
            length = bytes + Integer.toString(length).length();
        }
        return length + rest;
    }
}
