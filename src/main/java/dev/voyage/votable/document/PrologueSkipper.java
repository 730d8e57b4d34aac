package dev.voyage.votable.document;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.votable.decode.ByteStage;
import dev.voyage.votable.event.VotableLimits;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Skips the prologue before the root element: the XML declaration, comments, processing instructions, the DOCTYPE. No
 * declaration of an entity is ever read; a document that is not XML at all, such as an HTML page, gets a problem that
 * names it.
 */
final class PrologueSkipper implements ByteStage {

    private static final int EXCERPT = 4096;
    private static final Pattern TITLE =
            Pattern.compile("<title[^>]*>(.*?)</title", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern TAGS = Pattern.compile("<!--.*?-->|<(script|style).*?</\\1>|<[^>]*>", Pattern.DOTALL);

    private enum State {
        BETWEEN,
        OPENED,
        DECLARATION,
        COMMENT,
        INSTRUCTION,
        DOCTYPE,
        ROOT,
        DOCUMENT,
        STRANGE
    }

    private final VotableLimits limits;
    private final DocumentReader document;
    private final StringBuilder excerpt = new StringBuilder();
    private final StringBuilder word = new StringBuilder();
    private final DoctypeSkipper doctype = new DoctypeSkipper();
    private State state = State.BETWEEN;
    private boolean html;
    private long seen;
    private byte[] in = new byte[0];
    private int at;
    private int end;

    PrologueSkipper(VotableLimits limits, DocumentReader document) {
        this.document = document;
        this.limits = limits;
    }

    @Override
    public void feed(byte[] from, int offset, int length) {
        in = from;
        at = offset;
        end = offset + length;
    }

    @Override
    public int pull(byte[] into) {
        while (state != State.DOCUMENT && at < end) {
            char next = (char) (in[at++] & 0xff);
            if (excerpt.length() < EXCERPT) {
                excerpt.append(next);
            } else if (state == State.STRANGE) {
                throw noVotable();
            }
            if (++seen > limits.tagBytes()) {
                throw VotableLimits.exceeded("too much before its root element", limits.tagBytes());
            }
            step(next);
            if (state == State.DOCUMENT) {
                document.startsAt(seen - 1 - word.length());
                return open(into);
            }
        }
        int n = Math.min(into.length, end - at);
        System.arraycopy(in, at, into, 0, n);
        at += n;
        return n;
    }

    @Override
    public void end() {
        if (state == State.BETWEEN && seen == 0) {
            throw Problem.of(ProblemType.MALFORMED, "The document is empty");
        }
        if (state == State.STRANGE) {
            throw noVotable();
        }
        if (state != State.DOCUMENT) {
            throw Problem.of(
                    ProblemType.MALFORMED, "The document ends before its root element, after " + seen + " bytes");
        }
    }

    private void step(char next) {
        boolean blank = next == ' ' || next == '\t' || next == '\r' || next == '\n';
        switch (state) {
            case BETWEEN -> {
                if (next == '<') {
                    go(State.OPENED);
                } else if (!blank) {
                    go(State.STRANGE);
                }
            }
            case OPENED -> {
                if (next == '?') {
                    go(State.INSTRUCTION);
                } else if (next == '!') {
                    go(State.DECLARATION);
                } else if (Character.isLetter(next) || next == '_' || next > 0x7f) {
                    go(State.ROOT);
                    word.append(next);
                } else {
                    go(State.STRANGE);
                }
            }
            case DECLARATION -> {
                word.append(next);
                if (word.toString().equals("--")) {
                    go(State.COMMENT);
                } else if (word.toString().equalsIgnoreCase("doctype")) {
                    go(State.DOCTYPE);
                } else if (word.length() > 7 || blank) {
                    go(State.STRANGE);
                }
            }
            case COMMENT -> skipTo("-->", next);
            case INSTRUCTION -> skipTo("?>", next);
            case DOCTYPE -> {
                if (doctype.ends(next)) {
                    go(doctype.isHtml() ? strange(true) : State.BETWEEN);
                }
            }
            case ROOT -> {
                word.append(next);
                if (blank || next == '>' || next == '/') {
                    String name = word.substring(0, word.length() - 1).toLowerCase(Locale.ROOT);
                    state = name.equals("html") ? strange(true) : State.DOCUMENT;
                } else if (word.length() > limits.nameChars()) {
                    throw VotableLimits.exceeded("too long a name", limits.nameChars());
                }
            }
            case DOCUMENT, STRANGE -> {}
        }
    }

    private void go(State to) {
        word.setLength(0);
        state = to;
    }

    private State strange(boolean page) {
        html = page;
        return State.STRANGE;
    }

    private void skipTo(String mark, char next) {
        word.append(next);
        if (next == '>' && word.toString().endsWith(mark)) {
            go(State.BETWEEN);
        } else if (word.length() > 2 * mark.length()) {
            word.delete(0, word.length() - mark.length());
        }
    }

    /** The root's tag as far as it was read. */
    private int open(byte[] into) {
        byte[] begun = ("<" + word).getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(begun, 0, into, 0, begun.length);
        return begun.length;
    }

    private Problem noVotable() {
        byte[] bytes = excerpt.toString().getBytes(StandardCharsets.ISO_8859_1);
        String text = new String(bytes, StandardCharsets.UTF_8);
        Matcher title = TITLE.matcher(text);
        String shown = html && title.find() ? title.group(1) : text;
        String words =
                TAGS.matcher(shown).replaceAll(" ").replaceAll("\\s+", " ").strip();
        return Problem.of(
                ProblemType.MALFORMED,
                html
                        ? "An HTML page came instead of a VOTable: " + QuotedText.of(words)
                        : "The document is no XML; it begins " + QuotedText.of(words));
    }
}
