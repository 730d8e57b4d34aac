package dev.voyage.votable.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Base64TextTest {

    /** The bytes, and the message of the error; in pieces that end at these positions. */
    private static String decoded(String text, int... cuts) {
        var base64 = new Base64Text();
        var bytes = new ByteArrayOutputStream();
        char[] c = text.toCharArray();
        int from = 0;
        for (int cut : cuts) {
            int count = base64.decode(c, from, cut - from);
            bytes.write(base64.bytes(), 0, count);
            from = cut;
        }
        int rest = base64.decode(c, from, c.length - from);
        bytes.write(base64.bytes(), 0, rest);
        String end = base64.flaw() == null ? "" : " " + base64.flaw().detail().replaceFirst(".*broken: ", "");
        if (base64.flaw() == null) {
            try {
                int last = base64.end();
                bytes.write(base64.bytes(), 0, last);
            } catch (Problem atTheEnd) {
                end = " " + atTheEnd.detail().replaceFirst(".*broken: ", "");
            }
        }
        return bytes.toString(StandardCharsets.ISO_8859_1) + end;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
                    TWFu                | Man
                    TWFuTWE=            | ManMa
                    TWFuTWE             | ManMa
                    TWFuTQ==            | ManM
                    TWFuTQ=             | ManM
                    TWFuTQ              | ManM
                    TWFu====            | Man
                    T W\tF u            | Man
                    TWFu=TWFu           | Man there is something behind its end
                    TWFuTQ= =A          | ManM there is something behind its end
                    TWFuTQ==é      | ManM there is something behind its end
                    TWFuT               | Man it ends inside a byte
                    TWFuT=              | Man it ends inside a byte
                    TWFuT!Fu            | Man the character U+21 is not of it
                    TWFuTW-uTWFu        | Man the character U+2d is not of it
                    TWFuTWFŁ       | Man the character U+141 is not of it
                    TWFuT!Ł        | Man the character U+21 is not of it
                    TWFuT!==            | Man the character U+21 is not of it
                    !                   | ' the character U+21 is not of it'
                    TWFu␀              | Man the character U+0 is not of it
                    """)
    void everyTextHasAMeaningHoweverItIsCut(String given, String meaning) {
        String text = given.replace('\u2400', '\0');

        assertThat(decoded(text)).isEqualTo(meaning);
        for (int first = 0; first <= text.length(); first++) {
            for (int second = first; second <= text.length(); second++) {
                assertThat(decoded(text, first, second)).isEqualTo(meaning);
            }
        }
    }

    @Test
    void aFlawInALongTextKeepsTheBytesBeforeIt() {
        byte[] plain = new byte[20_000];
        new Random(1).nextBytes(plain);
        String text = Base64.getMimeEncoder().encodeToString(plain);
        int at = text.length() / 2;
        String broken = text.substring(0, at) + "*" + text.substring(at + 1);
        long before = text.substring(0, at).replace("\r\n", "").length() / 4L * 3;

        String decoded = decoded(broken);

        assertThat(decoded).endsWith(" the character U+2a is not of it");
        assertThat(decoded.length()).isEqualTo(before + " the character U+2a is not of it".length());
        assertThat(decoded(broken, 5000, at, at + 1)).isEqualTo(decoded);
    }

    @Test
    void anEndInsideAByteIsReported() {
        var base64 = new Base64Text();

        assertThat(base64.decode("TWFuT".toCharArray(), 0, 5)).isEqualTo(3);
        assertThatThrownBy(base64::end).isInstanceOf(Problem.class).hasMessageContaining("inside a byte");
    }

    @Property
    void whatTheJdkEncodesIsDecodedInAnyPieces(
            @ForAll @Size(max = 12_000) byte[] plain,
            @ForAll @IntRange(min = 0, max = 80) int line,
            @ForAll @IntRange(min = 0, max = 16_000) int first,
            @ForAll @IntRange(min = 0, max = 16_000) int second) {
        String text = Base64.getMimeEncoder(line, new byte[] {'\n'}).encodeToString(plain);
        int[] cuts = {Math.min(first, text.length()), Math.min(second, text.length())};
        Arrays.sort(cuts);

        assertThat(decoded(text, cuts)).isEqualTo(new String(plain, StandardCharsets.ISO_8859_1));
    }
}
