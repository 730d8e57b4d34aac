package dev.voyage.archive;

import java.util.Locale;

/**
 * A link of a page.
 *
 * @param href entities replaced
 * @param text what is shown of it, tags left out
 * @param after what is shown between it and the next link, blanks collapsed: date and size on an
 *     index page
 */
record Anchor(String href, String text, String after) {

    /** Whether its text is what index pages write on the link to the directory above. */
    boolean saysParent() {
        String said = text.strip().toLowerCase(Locale.ROOT);
        return said.equals("..")
                || said.equals("../")
                || said.contains("parent")
                || said.equals("up")
                || said.startsWith("go up")
                || said.startsWith("up to ");
    }
}
