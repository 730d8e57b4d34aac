package dev.voyage.problem;

/**
 * Formats untrusted text for a sentence: printable, one line, bounded, in quotes, redacted by {@link SecretRedactor}.
 */
public final class QuotedText {

    private static final int LONGEST = 200;

    private QuotedText() {}

    /**
     * The text in double quotes, control and unpaired characters as {@code \\uXXXX}, cut at 200
     * characters.
     */
    public static String of(String given) {
        String text = SecretRedactor.out(given);
        var quoted = new StringBuilder("\"");
        int end = Math.min(text.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                quoted.append(c).append(text.charAt(++i));
            } else if (Character.isISOControl(c)
                    || Character.isSurrogate(c)
                    || Character.getType(c) == Character.FORMAT
                    || c == '\u2028'
                    || c == '\u2029') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else {
                quoted.append(c);
            }
        }
        return quoted.append(end < text.length() ? "…\"" : "\"").toString();
    }
}
