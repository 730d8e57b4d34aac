package dev.voyage.tables;

import dev.voyage.votable.Shape;

/** Arrays of texts, which are one run of characters with blanks to fill each up. */
final class Texts {

    private Texts() {}

    static String run(String[] texts, Shape shape) {
        return run(texts, shape.width());
    }

    /** Each of this width; a missing one is blank. */
    static String run(String[] texts, int width) {
        var run = new StringBuilder();
        for (String text : texts) {
            String known = text == null ? "" : text.substring(0, Math.min(width, text.length()));
            run.append(known).append(" ".repeat(width - known.length()));
        }
        return run.toString();
    }
}
