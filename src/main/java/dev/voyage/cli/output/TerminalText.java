package dev.voyage.cli.output;

/** Makes third-party text safe for a terminal. */
public final class TerminalText {

    private TerminalText() {}

    /**
     * The text with control characters, invisible formatting (which can reverse the reading direction) and lone surrogates
     * written out as {@code \\uXXXX}.
     */
    public static String of(String text) {
        var printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isHarmless(c)) {
                printable.appendCodePoint(c);
            } else {
                printable.append(String.format("\\u%04x", c));
            }
        });
        return printable.toString();
    }

    private static boolean isHarmless(int c) {
        int type = Character.getType(c);
        return !Character.isISOControl(c)
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.UNASSIGNED
                && type != Character.PRIVATE_USE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
