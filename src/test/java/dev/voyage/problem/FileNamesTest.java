package dev.voyage.problem;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    plain.fits,            plain.fits
                    with%20space.txt,      with space.txt
                    plus+sign.txt,         plus+sign.txt
                    per%2525cent%25.txt,   per%25cent%.txt
                    uml%c3%a4ut.txt,       umläut.txt
                    uml%E4ut%20.txt,       'uml%E4ut .txt'
                    colon%3A1.txt,         colon:1.txt
                    %zz%4,                 %zz%4
                    """)
    void aNameIsDecodedOnce(String segment, String name) {
        assertThat(FileNames.decoded(segment)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    '',             EMPTY
                    .,              DOTS
                    %2e%2e,         DOTS
                    .%2E,           DOTS
                    a%2fb,          ENCODED_SLASH
                    ..%2f,          ENCODED_SLASH
                    a%5Cb,          BACKSLASH
                    a%00b,          CONTROL
                    a%0ab,          CONTROL
                    %7f,            CONTROL
                    x.fits.part,    RESERVED
                    x.part-of,      RESERVED
                    """)
    void aHostileNameIsRefused(String segment, FileNames.Refusal refusal) {
        assertThat(FileNames.refusal(FileNames.decoded(segment))).contains(refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"...", " ", ". .", ".hidden", "C:", "~", "日本.fits", "*", "a.part.gz"})
    void unusualNamesAreKept(String name) {
        assertThat(FileNames.refusal(name)).isEmpty();
    }

    @Test
    void lengthCountsInBytes() {
        assertThat(FileNames.refusal("é".repeat(127) + "x")).isEmpty();
        assertThat(FileNames.refusal("é".repeat(128))).contains(FileNames.Refusal.TOO_LONG);
        assertThat(FileNames.refusal("x".repeat(300))).contains(FileNames.Refusal.TOO_LONG);
    }

    @Test
    void halfASurrogatePairIsNoName() {
        assertThat(FileNames.refusal("a\ud800")).contains(FileNames.Refusal.CONTROL);
    }

    @Property
    void whatIsNotEscapedStaysAsItIs(@ForAll String name) {
        assertThat(FileNames.decoded(name.replace("%", ""))).isEqualTo(name.replace("%", ""));
    }
}
