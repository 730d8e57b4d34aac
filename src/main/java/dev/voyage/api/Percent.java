package dev.voyage.api;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of addresses (RFC 3986, 2.1), read strictly: nothing is guessed or replaced. */
final class Percent {

    private Percent() {}

    /** One segment or rest of a path: a plus is a plus. */
    static String path(String raw) {
        return decode(raw, false);
    }

    /** A name or value of a query: a plus is a blank. */
    static String form(String raw) {
        return decode(raw, true);
    }

    private static String decode(String raw, boolean plusIsBlank) {
        var bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes.write(hex(raw, i + 1) * 16 + hex(raw, i + 2));
                i += 2;
            } else if (c == '+' && plusIsBlank) {
                bytes.write(' ');
            } else if (c < 0x100) {
                bytes.write(c); // beyond ASCII: a raw byte, as the server passes it on
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw Problem.of(Kind.BAD_PARAMETER, "not UTF-8 behind the percent-encoding: " + Quoted.of(raw), notText);
        }
    }

    private static int hex(String raw, int at) {
        int digit = at < raw.length() ? Character.digit(raw.charAt(at), 16) : -1;
        if (digit < 0 || raw.charAt(at) > 'f') {
            throw Problem.of(Kind.BAD_PARAMETER, "not a percent-encoding (%XX): " + Quoted.of(raw));
        }
        return digit;
    }
}
