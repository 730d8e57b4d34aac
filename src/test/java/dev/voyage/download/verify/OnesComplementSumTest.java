package dev.voyage.download.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.download.AtAnArchive;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import nom.tam.fits.utilities.FitsCheckSum;
import org.junit.jupiter.api.Test;

class OnesComplementSumTest {

    @Property
    void itIsTheSumOfHeasarcsLibraryHoweverItIsCut(
            @ForAll @Size(max = 200) byte[] some, @ForAll @IntRange(max = 200) int first, @ForAll boolean ones) {
        byte[] bytes = Arrays.copyOf(some, some.length / 4 * 4);
        if (ones) {
            Arrays.fill(bytes, (byte) 0xff); // every addition carries
        }
        int cut = Math.min(first, bytes.length);
        var sum = new OnesComplementSum();
        sum.update(bytes, 0, cut);
        sum.update(bytes, cut, bytes.length - cut);
        assertThat(sum.value()).isEqualTo(FitsCheckSum.checksum(bytes));
    }

    @Test
    void whatOverflowsIsAddedAtTheLowEnd() {
        var sum = new OnesComplementSum();
        sum.update(new byte[] {-1, -1, -1, -1, 0, 0, 0, 2}, 0, 8);
        assertThat(sum.value()).isEqualTo(2);
    }

    @Test
    void twoSumsAreTheSumOfBoth() {
        byte[] bytes = AtAnArchive.bytes(4096, 1);
        var one = new OnesComplementSum();
        var other = new OnesComplementSum();
        one.update(bytes, 0, 1024);
        other.update(bytes, 1024, 3072);
        one.add(other);
        assertThat(one.value()).isEqualTo(FitsCheckSum.checksum(bytes));
    }
}
