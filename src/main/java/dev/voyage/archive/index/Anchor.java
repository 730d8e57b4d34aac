package dev.voyage.archive.index;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A link of a page.
 *
 * @param href with its entities replaced, unless the text shows that none are meant: some servers escape only the text
 * @param text the visible text, without tags, blanks collapsed
 * @param rel its relation, lower case, or empty
 * @param style its class, lower case, or empty
 * @param row the index of its row in {@link AnchorScanner.Found#rows}
 */
record Anchor(String href, String text, String rel, String style, int row) {

    /** The relation of a frame, which is no link: another page is shown within this one. */
    static final String FRAME = "frame";

    private static final Pattern NEXT = Pattern.compile(
            "(?:(?:load|show|see) )?(?:next|more|older|further|continue|weiter|n\u00e4chste|suivante?|siguiente"
                    + "|successiv[ao]|pr\u00f3xima|volgende|\u4e0b\u4e00\u9875|\u6b21\u3078?)"
                    + "(?: (?:page|seite|\\d+|entries|files|items|results|objects|keys|p\u00e1gina|pagina))?[ .\u2026\u00bb\u203a\u2192>]*"
                    + "|[\u00bb\u203a\u2192>]{1,3}");

    /** Whether its text is one that index pages use for the link to the parent directory. */
    boolean saysParent() {
        String said = text.strip().toLowerCase(Locale.ROOT);
        return said.equals("..")
                || said.equals("../")
                || said.equals("[..]")
                || said.contains("parent")
                || said.equals("up")
                || said.startsWith("go up")
                || said.startsWith("up to ");
    }

    boolean isFrame() {
        return rel.equals(FRAME);
    }

    /** Whether its text announces a further page of the list. */
    boolean saysNext() {
        return rel.matches("(.* )?next( .*)?") || isNext(text);
    }

    /** Whether the text of a link or a button announces a further page. */
    static boolean isNext(String text) {
        return text.length() < 40
                && NEXT.matcher(text.strip().toLowerCase(Locale.ROOT)).matches();
    }
}
