package dev.voyage.votable.decode;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts a document of any encoding to UTF-8, the only encoding that the XML scanner reads. The encoding is that of
 * the byte order mark, else of the XML declaration, else UTF-8 (XML 1.0, appendix F).
 */
public final class Utf8Transcoder implements ByteStage {

    private static final int LONGEST_DECLARATION = 1024;
    private static final Pattern DECLARED =
            Pattern.compile("^\\s*<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([^\"'>]*)[\"']");

    private final ByteBuffer head = ByteBuffer.allocate(LONGEST_DECLARATION);
    private boolean decided;
    private boolean over;
    private CharsetDecoder decoder;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    private ByteBuffer in = ByteBuffer.allocate(0);
    private ByteBuffer fed = ByteBuffer.allocate(0);
    private final CharBuffer chars = CharBuffer.allocate(8192).flip();

    @Override
    public void feed(byte[] from, int offset, int length) {
        fed = ByteBuffer.wrap(from, offset, length);
        if (!decided) {
            while (fed.hasRemaining() && !decided) {
                head.put(fed.get());
                decided = !head.hasRemaining() || isEnough();
            }
            if (decided) {
                decide();
            }
        }
    }

    @Override
    public void end() {
        over = true;
        if (!decided) {
            decided = true;
            decide();
        }
    }

    @Override
    public int pull(byte[] into) {
        if (!decided) {
            return 0;
        }
        return decoder == null ? pass(into) : transcode(ByteBuffer.wrap(into));
    }

    private int pass(byte[] into) {
        ByteBuffer source = in.hasRemaining() ? in : fed;
        int n = Math.min(into.length, source.remaining());
        source.get(into, 0, n);
        return n;
    }

    private int transcode(ByteBuffer into) {
        try {
            while (into.position() == 0) {
                if (chars.hasRemaining()) {
                    if (encoder.encode(chars, into, false).isError()) {
                        throw new CharacterCodingException();
                    }
                    continue;
                }
                refill();
                chars.clear();
                CoderResult result = decoder.decode(in, chars, over);
                chars.flip();
                if (result.isError()) {
                    result.throwException();
                }
                if (!chars.hasRemaining() && !fed.hasRemaining()) {
                    return 0;
                }
            }
            return into.position();
        } catch (CharacterCodingException broken) {
            throw Problem.of(
                    ProblemType.MALFORMED,
                    "The document is not the " + decoder.charset() + " that it says it is",
                    broken);
        }
    }

    /** Appends input to the bytes of an incomplete character. */
    private void refill() {
        in.compact();
        int n = Math.min(in.remaining(), fed.remaining());
        in.put(fed.slice().limit(n));
        fed.position(fed.position() + n);
        in.flip();
    }

    /** Whether the first bytes suffice to decide. Blanks before the declaration are a common error, and harmless. */
    private boolean isEnough() {
        int n = head.position();
        int start = 0;
        while (start < n && (at(start) == ' ' || at(start) == '\n' || at(start) == '\r' || at(start) == '\t')) {
            start++;
        }
        int seen = n - start;
        boolean declares =
                seen >= 4 && at(start) == '<' && at(start + 1) == '?' && at(start + 2) == 'x' && at(start + 3) == 'm';
        return seen >= 4 && (!declares || at(n - 1) == '>');
    }

    private int at(int index) {
        return head.get(index) & 0xff;
    }

    private void decide() {
        head.flip();
        int n = head.limit();
        int first = n > 1 ? (at(0) << 8) | at(1) : 0;
        int second = n > 3 ? (at(2) << 8) | at(3) : 0;
        String name;
        if (n > 2 && first == 0xefbb && at(2) == 0xbf) {
            head.position(3);
            name = "UTF-8";
        } else if (n > 3 && ((first == 0 && second == 0xfeff) || (first == 0xfffe && second == 0))) {
            name = "UTF-32"; // consumes its byte order mark itself
        } else if (first == 0xfeff || first == 0xfffe) {
            name = "UTF-16";
        } else if (first == 0x003c) {
            name = "UTF-16BE";
        } else if (first == 0x3c00) {
            name = "UTF-16LE";
        } else {
            name = declared();
        }
        open(name);
    }

    private String declared() {
        String text = StandardCharsets.ISO_8859_1.decode(head.duplicate()).toString();
        Matcher matcher = DECLARED.matcher(text);
        String name = matcher.find() ? matcher.group(1).trim() : "UTF-8";
        String upper = name.toUpperCase(Locale.ROOT);
        // a declaration readable up to here is in an encoding of one byte per character, even if it names another
        return upper.startsWith("UTF-16") || upper.startsWith("UTF-32") || upper.contains("UCS") ? "UTF-8" : name;
    }

    private void open(String name) {
        try {
            Charset charset = Charset.forName(name);
            boolean same = charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
            if (same) {
                in = head;
                return;
            }
            decoder = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            in = ByteBuffer.allocate(8192).put(head).flip();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw Problem.of(
                    ProblemType.MALFORMED, "The document's encoding " + QuotedText.of(name) + " is unknown", unknown);
        }
    }
}
