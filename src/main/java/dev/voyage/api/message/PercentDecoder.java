package dev.voyage.api.message;

import dev.voyage.coding.PercentCoding;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of addresses (RFC 3986, 2.1), read strictly: nothing is guessed or replaced. */
public final class PercentDecoder {

    private PercentDecoder() {}

    /** One segment or the rest of a path: a plus is a plus. */
    public static String path(String raw) {
        return decode(raw, false);
    }

    /** A name or value of a query: a plus is a blank. */
    public static String form(String raw) {
        return decode(raw, true);
    }

    private static String decode(String raw, boolean plusIsBlank) {
        var bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes.write(octet(raw, i));
                i += 2;
            } else if (c == '+' && plusIsBlank) {
                bytes.write(' ');
            } else if (c < 0x100) {
                bytes.write(c); // non-ASCII: a raw byte, as the server passes it on
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
            throw Problem.of(
                    ProblemType.BAD_PARAMETER, "not UTF-8 behind the percent-encoding: " + QuotedText.of(raw), notText);
        }
    }

    private static int octet(String raw, int at) {
        int octet = PercentCoding.octet(raw, at);
        if (octet < 0) {
            throw Problem.of(ProblemType.BAD_PARAMETER, "not a percent-encoding (%XX): " + QuotedText.of(raw));
        }
        return octet;
    }
}
