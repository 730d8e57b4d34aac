package dev.voyage.archive.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The form controls of an HTML page that matter for its list: buttons and password fields. */
final class FormControls {

    private final List<String> buttons = new ArrayList<>();
    private String open;
    private boolean hasPassword;

    /** An {@code input} or the beginning of a {@code button}. */
    void begin(HtmlTag tag) {
        String type = tag.attribute("type").toLowerCase(Locale.ROOT);
        hasPassword |= type.equals("password");
        if (tag.name().equals("button")) {
            open = "";
        } else if (type.equals("submit") || type.equals("button")) {
            buttons.add(tag.attribute("value"));
        }
    }

    /** The end of a {@code button}. */
    void end() {
        if (open != null) {
            buttons.add(HtmlEntities.visible(open));
        }
        open = null;
    }

    /** Visible text. */
    void show(String text) {
        if (open != null && open.length() < AnchorScanner.MOST_SHOWN) {
            open += text;
        }
    }

    /** The texts of the buttons, in page order. */
    List<String> buttons() {
        return List.copyOf(buttons);
    }

    boolean hasPassword() {
        return hasPassword;
    }
}
