package dev.voyage.tablewriter;

import dev.voyage.votable.table.ArrayShape;

/** Arrays of texts, which are one run of characters with blanks to pad each text. */
public final class TextArrays {

    private TextArrays() {}

    public static String run(String[] texts, ArrayShape shape) {
        return run(texts, shape.width());
    }

    /** Pads each to this width; a missing one is blank. */
    public static String run(String[] texts, int width) {
        var run = new StringBuilder();
        for (String text : texts) {
            String known = text == null ? "" : text.substring(0, Math.min(width, text.length()));
            run.append(known).append(" ".repeat(width - known.length()));
        }
        return run.toString();
    }
}
