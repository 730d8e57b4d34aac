package dev.voyage.download;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import nom.tam.fits.BinaryTable;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;
import nom.tam.fits.ImageData;
import nom.tam.util.FitsOutputStream;

/** A small FITS file of three HDUs with their checksums, written by nom-tam-fits. */
public final class SummedFits {

    public static final byte[] FILE = file();

    private SummedFits() {}

    /** The file with {@code instead} over the first {@code text} after {@code behind}. */
    public static byte[] with(String behind, String text, String instead) {
        String all = new String(FILE, StandardCharsets.ISO_8859_1);
        int at = all.indexOf(text, all.indexOf(behind));
        byte[] changed = FILE.clone();
        byte[] replacement = instead.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(replacement, 0, changed, at, replacement.length);
        return changed;
    }

    /** The file with one bit flipped. */
    public static byte[] damaged(int at) {
        byte[] changed = FILE.clone();
        changed[at] ^= 0x10;
        return changed;
    }

    private static byte[] file() {
        var bytes = new ByteArrayOutputStream();
        try (var fits = new Fits();
                var out = new FitsOutputStream(bytes)) {
            fits.addHDU(ImageData.from(new short[][] {{1, -2, 3}, {4, 5, -6}}).toHDU());
            var table = new BinaryTable();
            table.addColumn(new double[] {1.5, -2.5, 1e300});
            table.addColumn(new byte[] {1, 2, -3});
            fits.addHDU(table.toHDU());
            fits.addHDU(ImageData.from(new float[40][30]).toHDU()); // its sum is 0
            for (int unit = 0; unit < 3; unit++) {
                fits.getHDU(unit).addValue("OBSERVER", "NOBODY", "may be edited");
            }
            fits.setChecksum();
            fits.write(out);
        } catch (FitsException | IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
