package dev.voyage.votable.rows;

import dev.voyage.votable.table.ArrayShape;
import java.nio.charset.StandardCharsets;

/** Text cells: the end of a text, and the layout of an array of texts in one run of characters. */
final class TextLayout {

    private TextLayout() {}

    /** UTF-8 since VOTable 1.5, ASCII before; other bytes are read as Latin-1. */
    static String ofBytes(byte[] bytes, int from, int length) {
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        return text.indexOf('\ufffd') < 0 ? text : new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }

    /** A NUL ends a text that does not fill its width; an empty text is a missing one. */
    static String ended(String text) {
        int end = text.indexOf('\0');
        String ended = end < 0 ? text : text.substring(0, end);
        return ended.isEmpty() ? null : ended;
    }

    /** Texts of the shape's width each, without the blanks that pad them; null for empty ones. */
    static String[] split(String run, ArrayShape shape) {
        int width = Math.max(1, shape.width());
        int count = shape.variable() ? (run.length() + width - 1) / width : Math.max(1, shape.count() / width);
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            int from = Math.min(run.length(), i * width);
            String text = ended(run.substring(from, Math.min(run.length(), from + width)));
            texts[i] = text == null || text.isBlank() ? null : text.stripTrailing();
        }
        return texts;
    }
}
