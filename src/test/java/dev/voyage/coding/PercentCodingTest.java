package dev.voyage.coding;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentCodingTest {

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
                    %４１,                 %４１
                    %41%4,                 A%4
                    """)
    void textIsDecodedOnce(String text, String decoded) {
        assertThat(PercentCoding.decode(text)).isEqualTo(decoded);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    azAZ09-._~,   azAZ09-._~
                    a b,          a%20b
                    a+b/c,        a%2Bb%2Fc
                    ä,            %C3%A4
                    100%,         100%25
                    """)
    void allButUnreservedCharactersAreEncoded(String text, String encoded) {
        assertThat(PercentCoding.encode(text)).isEqualTo(encoded);
    }

    @Test
    void namedCharactersAreKept() {
        assertThat(PercentCoding.encode("a/b c", "/")).isEqualTo("a/b%20c");
        assertThat(PercentCoding.path(List.of("a:b", "c;d/e"))).isEqualTo("a:b/c%3Bd%2Fe");
    }

    @ParameterizedTest
    @CsvSource({"%41, 65", "%fF, 255", "%4, -1", "%, -1", "%g1, -1", "%1g, -1", "x41, -1", "%４1, -1"})
    void anEscapeIsAPercentSignAndTwoDigits(String text, int octet) {
        assertThat(PercentCoding.octet(text, 0)).isEqualTo(octet);
        assertThat(PercentCoding.octet(text.getBytes(StandardCharsets.UTF_8), 0))
                .isEqualTo(octet);
    }

    @Property
    void textWithoutEscapesStaysAsItIs(@ForAll String text) {
        assertThat(PercentCoding.decode(text.replace("%", ""))).isEqualTo(text.replace("%", ""));
    }

    @Property
    void encodedTextIsPartOfAUriAndIsDecodedToItself(@ForAll String text) {
        Assume.that(StandardCharsets.UTF_8.newEncoder().canEncode(text));
        String encoded = PercentCoding.encode(text);

        assertThat(URI.create("http://archive.test/" + encoded).getRawPath()).isEqualTo("/" + encoded);
        assertThat(PercentCoding.decode(encoded)).isEqualTo(text);
    }
}
