package dev.voyage.download.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstBytesTest {

    private static final byte[] PIECES = {
        0, 7, '\t', '\n', 0x0b, '\f', 0x1b, 0x1c, 0x1f, ' ', '<', 'a', 0x7f, -61, -87, -1
    };

    @ParameterizedTest
    @ValueSource(
            strings = {"a sentence", "<html>", "\n\t\u001b[0m text", "\u000b\u001ca", "caf\u00e9", "\ufeff<xml>", ""})
    void textHasNoControlCharacters(String text) {
        assertThat(first(text.getBytes(StandardCharsets.UTF_8)).isText()).isTrue();
        assertThat(first(text.getBytes(StandardCharsets.ISO_8859_1)).isText()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "\u0001", "a\u000bb", "a\u001c", "\u007f", "\u00e9\u0007"})
    void controlCharactersMakeItBinary(String text) {
        assertThat(first(text.getBytes(StandardCharsets.UTF_8)).isText()).isFalse();
    }

    @Test
    void bytesAreJudgedAsTheirCharactersWouldBe() {
        var random = new Random(14);
        for (int n = 0; n < 20_000; n++) {
            byte[] bytes = new byte[random.nextInt(9)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = PIECES[random.nextInt(PIECES.length)];
            }
            FirstBytes first = first(bytes);
            assertThat(first.isText()).as("%s", first.quoted()).isEqualTo(hasNoControlCharacters(first.text()));
        }
    }

    private static boolean hasNoControlCharacters(String text) {
        return text.chars().noneMatch(c -> (c < ' ' && "\t\n\r\f\u001b".indexOf(c) < 0) || c == 0x7f || c == '\ufffd');
    }

    private static FirstBytes first(byte[] bytes) {
        return FirstBytes.of(bytes);
    }
}
