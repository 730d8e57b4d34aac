package dev.voyage.votable.document;

import java.util.Locale;

/**
 * Finds the end of a DOCTYPE declaration: quotes, comments and the internal subset may hold '>'.
 */
final class DoctypeSkipper {

    private final StringBuilder name = new StringBuilder();
    private boolean named;
    private char quote;
    private int brackets;
    private String until = "";
    private final StringBuilder last = new StringBuilder();

    /** Fed the characters after {@code <!DOCTYPE}; whether this character was the last one of the declaration. */
    boolean ends(char next) {
        name(next);
        if (!until.isEmpty()) {
            remember(next);
            if (last.toString().endsWith(until)) {
                until = "";
                last.setLength(0);
            }
            return false;
        }
        if (quote != 0) {
            quote = next == quote ? 0 : quote;
            return false;
        }
        remember(next);
        if (last.toString().endsWith("<!--")) {
            until = "-->";
        } else if (last.toString().endsWith("<?")) {
            until = "?>";
        } else if (next == '"' || next == '\'') {
            quote = next;
        } else if (next == '[') {
            brackets++;
        } else if (next == ']') {
            brackets--;
        }
        return next == '>' && brackets <= 0;
    }

    boolean isHtml() {
        return name.toString().toLowerCase(Locale.ROOT).equals("html");
    }

    private void name(char next) {
        boolean part = Character.isLetterOrDigit(next) || next == ':' || next == '_';
        if (part && !named && name.length() < 5) {
            name.append(next);
        } else if (name.length() > 0) {
            named = true;
        }
    }

    private void remember(char next) {
        last.append(next);
        if (last.length() > 4) {
            last.deleteCharAt(0);
        }
    }
}
