package dev.voyage.download.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.download.AtAnArchive;
import dev.voyage.download.SummedFits;
import dev.voyage.testsupport.Cuts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FitsSumsTest {

    private static final byte[] FILE = SummedFits.FILE;
    private static final int TABLE = 2 * 2880;

    @Test
    void whatHeasarcsLibraryWroteIsRightPlainAndZipped() throws Exception {
        try (var plain = new StreamInspection();
                var zipped = new StreamInspection()) {
            plain.update(ByteBuffer.wrap(FILE));
            zipped.update(ByteBuffer.wrap(AtAnArchive.gzip(FILE)));
            assertThat(plain.verified()).containsExactly("fits", "checksum");
            assertThat(zipped.verified()).containsExactly("gzip", "fits", "checksum");
            assertThat(plain.checksumFault()).isEmpty();
            assertThat(zipped.checksumFault()).isEmpty();
        }
    }

    @Test
    void whereABufferEndsDoesNotMatter() {
        byte[] wrong = SummedFits.damaged(TABLE + 2880 + 5);
        String fault = seen(List.of(ByteBuffer.wrap(wrong))).sumFault().orElseThrow();
        assertThat(Cuts.of(FILE)).allMatch(cut -> seen(cut).isSummed());
        assertThat(Cuts.of(wrong))
                .allMatch(cut -> seen(cut).sumFault().orElse("").equals(fault));
    }

    @Property(tries = 300)
    void aBitOfTheDataTurnedOverIsNoticedAndNamed(@ForAll @IntRange(max = 3 * 27 - 1) int at) {
        var seen = seen(List.of(ByteBuffer.wrap(SummedFits.damaged(TABLE + 2880 + at))));
        assertThat(seen.isSummed()).isFalse();
        assertThat(seen.sumFault().orElseThrow()).matches("DATASUM of HDU 2 is \"\\d+\", its data add up to \\d+");
    }

    @Test
    void aHeaderThatWasEditedIsNoticed() {
        var seen = seen(List.of(ByteBuffer.wrap(SummedFits.with("XTENSION= 'IMAGE", "NOBODY", "SOMEBO"))));
        assertThat(seen.sumFault().orElseThrow())
                .matches("CHECKSUM of HDU 3 is \"\\w{16}\", its bytes add up to \\d+ instead of 4294967295");
    }

    @Test
    void theFirstThatIsWrongIsNamed() {
        byte[] wrong = SummedFits.with("SIMPLE", "NOBODY", "SOMEBO");
        wrong[TABLE + 2880] ^= 1;
        assertThat(seen(List.of(ByteBuffer.wrap(wrong))).sumFault().orElseThrow())
                .startsWith("CHECKSUM of HDU 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"''", "'                '", "'0000000000000000'", "'not a sum'", "17", "-1", "99999999999", ""})
    void aValueThatSaysNothingIsNeitherRightNorWrong(String value) {
        var sums = new FitsSums();
        sums.data(new byte[] {1, 2, 3, 4}, 0, 4);
        sums.unitEnds(1, Map.of("CHECKSUM", value, "DATASUM", value.equals("17") ? "'-17'" : value));
        if (value.contains("0000")) { // a placeholder for one keyword is a wrong value for the other
            assertThat(sums.agree()).isFalse();
        } else {
            assertThat(sums.fault()).isEmpty();
            assertThat(sums.agree()).isFalse();
        }
    }

    @Test
    void bothZerosAreZeroAndANumberWithoutQuotesIsANumber() {
        for (String zero : List.of("'0'", "'4294967295'", "0", "'0         '")) {
            var sums = new FitsSums();
            sums.unitEnds(1, Map.of("DATASUM", zero));
            assertThat(sums.agree()).isTrue();
        }
    }

    @Test
    void aFileWithoutSumsAndOneCutShortProveNothing() {
        String bare = new String(FILE, StandardCharsets.ISO_8859_1)
                .replace("CHECKSUM=", "XHECKSUM=")
                .replace("DATASUM =", "XATASUM =");
        var without = seen(List.of(ByteBuffer.wrap(bare.getBytes(StandardCharsets.ISO_8859_1))));
        assertThat(without.isWhole()).isTrue();
        assertThat(without.isSummed()).isFalse();
        assertThat(without.sumFault()).isEmpty();

        var cut = seen(List.of(ByteBuffer.wrap(FILE, 0, FILE.length - 2880)));
        assertThat(cut.isSummed()).isFalse();
        assertThat(cut.sumFault()).isEmpty();
    }

    private static FitsCheck seen(List<ByteBuffer> pieces) {
        var check = new FitsCheck();
        for (ByteBuffer piece : pieces) {
            byte[] bytes = new byte[piece.remaining()];
            piece.duplicate().get(bytes);
            check.update(bytes, 0, bytes.length);
        }
        return check;
    }
}
