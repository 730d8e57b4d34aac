package dev.voyage.cli;

/** Strangers' text made fit for a terminal. */
final class Printable {

    private Printable() {}

    /**
     * The text with control characters, invisible formatting (which can reverse what is read) and
     * broken pairs written out as {@code \\uXXXX}.
     */
    static String of(String text) {
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
