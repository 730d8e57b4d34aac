package dev.voyage.cli.output;

import java.util.Map;

/**
 * Colours of a terminal, for words that stand there anyway.
 *
 * @param colours whether there are any: only on a terminal that has them, and not against the wish of its user
 * @see <a href="https://no-color.org/">NO_COLOR</a>
 */
public record TerminalStyle(boolean colours) {

    private static final String END = "\u001b[0m";

    /** Without colours. */
    public static final TerminalStyle PLAIN = new TerminalStyle(false);

    public static TerminalStyle of(boolean terminal, Map<String, String> environment) {
        boolean unwanted = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new TerminalStyle(terminal && !unwanted && !"dumb".equals(environment.get("TERM")));
    }

    public String good(String text) {
        return coloured("\u001b[32m", text);
    }

    public String doubtful(String text) {
        return coloured("\u001b[33m", text);
    }

    public String bad(String text) {
        return coloured("\u001b[31m", text);
    }

    /** The word of an outcome or phase, by its meaning; any other text is left alone. */
    public String state(String word) {
        return switch (word) {
            case "complete" -> good(word);
            case "partial", "empty", "cancelled", "HELD", "ABORTED" -> doubtful(word);
            case "failed", "ERROR" -> bad(word);
            default -> word;
        };
    }

    private String coloured(String begin, String text) {
        return colours && !text.isEmpty() ? begin + text + END : text;
    }
}
