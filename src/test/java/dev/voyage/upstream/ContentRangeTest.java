package dev.voyage.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentRangeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            bytes 0-99/100             | 0  | 99 | 100
            bytes 10-99/*              | 10 | 99 | -
            Bytes 10-10/11             | 10 | 10 | 11
            bytes=10-99/100            | 10 | 99 | 100
            bytes 10 - 99 / 100        | 10 | 99 | 100
            """)
    void whatItSaysIsRead(String header, long first, long last, Long total) {
        assertThat(ContentRange.parse(header)).contains(new ContentRange(first, last, total));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "bytes",
                "bytes */100",
                "bytes 99-10/100",
                "bytes 0-100/100",
                "bytes 0-99",
                "bytes -1-99/100",
                "items 0-99/100",
                "bytes 0-99/100, 200-299/400",
                "bytes 0-9999999999999999999/99999999999999999999"
            })
    void whatIsInvalidSaysNothing(String header) {
        assertThat(ContentRange.parse(header)).isEmpty();
    }

    @Test
    void onlyTheWholeFileIsWhole() {
        assertThat(new ContentRange(0, 99, 100L).isWhole()).isTrue();
        assertThat(new ContentRange(0, 98, 100L).isWhole()).isFalse();
        assertThat(new ContentRange(1, 99, 100L).isWhole()).isFalse();
        assertThat(new ContentRange(0, 99, null).isWhole()).isFalse();
    }

    @Property
    void whatIsWrittenIsReadAgain(
            @ForAll @LongRange(min = 0, max = 1L << 50) long first,
            @ForAll @LongRange(min = 1, max = 1L << 50) long bytes) {
        long last = first + bytes - 1;
        var range = ContentRange.parse("bytes " + first + "-" + last + "/" + (last + 1))
                .orElseThrow();
        assertThat(range).isEqualTo(new ContentRange(first, last, last + 1));
        assertThat(range.bytes()).isEqualTo(bytes);
        assertThat(range.isWhole()).isEqualTo(first == 0);
    }
}
