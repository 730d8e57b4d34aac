package dev.voyage.download.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.download.AtAnArchive;
import dev.voyage.download.content.BodyForm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StreamInspectionTest {

    private static final byte[] FITS = fits();
    private static final byte[] ZIP = AtAnArchive.gzip(FITS);

    @Test
    void wholeFilesAreProvenByTheirStructure() throws IOException {
        assertThat(seen(FITS, 1000).verified()).containsExactly("fits");
        assertThat(seen(ZIP, 7).verified()).containsExactly("gzip", "fits");
        assertThat(seen("just text".getBytes(StandardCharsets.US_ASCII), 3).verified())
                .isEmpty();
        assertThat(seen(new byte[0], 1).verified()).isEmpty();
    }

    @Test
    void zipsOfSeveralMembersAndWithPaddingAreWhole() throws IOException {
        byte[] twice = new byte[ZIP.length * 2 + 512];
        System.arraycopy(ZIP, 0, twice, 0, ZIP.length);
        System.arraycopy(ZIP, 0, twice, ZIP.length, ZIP.length);
        assertThat(seen(twice, 100).gzipFault()).isEmpty();
        assertThat(seen(twice, 100).verified()).contains("gzip");
    }

    @Test
    void aZipWithEveryHeaderFieldIsRead() throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(new byte[] {0x1f, (byte) 0x8b, 8, 2 + 4 + 8 + 16, 0, 0, 0, 0, 0, 3});
        out.write(new byte[] {3, 0, 1, 2, 3});
        out.write("name\0comment\0".getBytes(StandardCharsets.US_ASCII));
        out.write(new byte[] {0, 0});
        out.write(ZIP, 10, ZIP.length - 10);
        assertThat(seen(out.toByteArray(), 1).verified()).containsExactly("gzip", "fits");
    }

    @Property(tries = 200)
    void aZipCutAnywhereIsNotWhole(
            @ForAll @IntRange(min = 2, max = 100_000) int cut, @ForAll @IntRange(min = 1, max = 4000) int chunk)
            throws IOException {
        byte[] part = Arrays.copyOf(ZIP, 2 + cut % (ZIP.length - 2));
        assertThat(seen(part, chunk).gzipFault()).isPresent();
        assertThat(seen(part, chunk).verified()).isEmpty();
    }

    @Property(tries = 200)
    void aZipWithAByteChangedIsNotWhole(@ForAll @IntRange(min = 10, max = 100_000) int at) throws IOException {
        byte[] changed = ZIP.clone();
        changed[10 + at % (ZIP.length - 10)] ^= 0x55;
        assertThat(seen(changed, 512).gzipFault()).isPresent();
    }

    @Property(tries = 200)
    void fitsCutAnywhereIsShort(
            @ForAll @IntRange(min = 9, max = 100_000) int cut, @ForAll @IntRange(min = 1, max = 4000) int chunk)
            throws IOException {
        int length = 9 + cut % (FITS.length - 9);
        var seen = seen(Arrays.copyOf(FITS, length), chunk);
        boolean afterAnHdu = length == 2880 || (length > 2880 && length < 2880 + 8);
        boolean dataWhole = length >= 2 * 2880 + 7000;
        assertThat(seen.fitsFault().isPresent()).isEqualTo(!afterAnHdu && !dataWhole);
    }

    @Test
    void aWebPageIsKnownByItsBeginning() throws IOException {
        for (String page : new String[] {"<!DOCTYPE html>", "\r\n <HTML lang=en>", "\u00ef\u00bb\u00bf<html>"}) {
            assertThat(form(page.getBytes(StandardCharsets.ISO_8859_1), 2)).isEqualTo(BodyForm.HTML);
        }
        assertThat(form("<?xml version='1.0'?>".getBytes(StandardCharsets.UTF_8), 2))
                .isEqualTo(BodyForm.XML);
        assertThat(form(FITS, 2880)).isEqualTo(BodyForm.TEXT);
    }

    private static BodyForm form(byte[] bytes, int chunk) throws IOException {
        return BodyForm.of(seen(bytes, chunk).first());
    }

    private static StreamInspection seen(byte[] bytes, int chunk) throws IOException {
        try (var inspection = new StreamInspection()) {
            for (int at = 0; at < bytes.length; at += chunk) {
                inspection.update(ByteBuffer.wrap(bytes, at, Math.min(chunk, bytes.length - at)));
            }
            return inspection;
        }
    }

    /** An empty primary HDU, and an image of 7000 bytes. */
    private static byte[] fits() {
        var file = new byte[2880 * 2 + 2880 * 3];
        Arrays.fill(file, 0, 5760, (byte) ' ');
        cards(file, 0, "SIMPLE  =                    T", "BITPIX  = 8", "NAXIS   = 0", "END");
        cards(
                file,
                2880,
                "XTENSION= 'IMAGE   '",
                "BITPIX  =                   16 / bits",
                "NAXIS   =                    2",
                "NAXIS1  =                   70",
                "NAXIS2  =                   50",
                "PCOUNT  = 0",
                "GCOUNT  = 1",
                "END");
        return file;
    }

    private static void cards(byte[] file, int from, String... cards) {
        for (int i = 0; i < cards.length; i++) {
            byte[] card = cards[i].getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(card, 0, file, from + i * 80, card.length);
        }
    }
}
