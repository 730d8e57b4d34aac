package dev.voyage.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.coding.PercentCoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeFileNamesTest {

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
    void aHostileNameIsRefused(String segment, SafeFileNames.Refusal refusal) {
        assertThat(SafeFileNames.refusal(PercentCoding.decode(segment))).contains(refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"...", " ", ". .", ".hidden", "C:", "~", "日本.fits", "*", "a.part.gz"})
    void unusualNamesAreKept(String name) {
        assertThat(SafeFileNames.refusal(name)).isEmpty();
    }

    @Test
    void lengthCountsInBytes() {
        assertThat(SafeFileNames.refusal("é".repeat(127) + "x")).isEmpty();
        assertThat(SafeFileNames.refusal("é".repeat(128))).contains(SafeFileNames.Refusal.TOO_LONG);
        assertThat(SafeFileNames.refusal("x".repeat(300))).contains(SafeFileNames.Refusal.TOO_LONG);
    }

    @Test
    void halfASurrogatePairIsNoName() {
        assertThat(SafeFileNames.refusal("a\ud800")).contains(SafeFileNames.Refusal.CONTROL);
    }
}
