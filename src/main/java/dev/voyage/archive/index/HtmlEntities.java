package dev.voyage.archive.index;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces character references of HTML: numeric ones, and the names of ASCII characters and Latin-1 letters. */
final class HtmlEntities {

    private static final Pattern REFERENCE =
            Pattern.compile("&(?:#([0-9]{1,7});?|#[xX]([0-9A-Fa-f]{1,6});?|([A-Za-z][A-Za-z0-9]{1,7});)");
    /** In order from U+00A0. */
    private static final String LATIN_1 =
            "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute"
                    + " micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml"
                    + " Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc"
                    + " Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde"
                    + " auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute"
                    + " ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

    private static final Map<String, String> NAMED = named();

    private HtmlEntities() {}

    private static Map<String, String> named() {
        var named = new HashMap<>(Map.of(
                "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "sol", "/", "colon", ":", "period", ".",
                "lowbar", "_"));
        named.putAll(Map.of(
                "num", "#", "quest", "?", "percnt", "%", "equals", "=", "plus", "+", "comma", ",", "semi", ";", "lpar",
                "(", "rpar", ")", "mdash", "\u2014"));
        named.put("ndash", "\u2013");
        int character = 0xA0;
        for (String name : LATIN_1.split(" ", -1)) {
            named.put(name, Character.toString(character++));
        }
        return Map.copyOf(named);
    }

    /** The text with its references replaced, once; an unknown one stays unchanged. */
    static String replaced(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        return REFERENCE.matcher(text).replaceAll(m -> Matcher.quoteReplacement(character(m)));
    }

    /** Whether there is an ampersand that does not begin a reference. */
    static boolean hasBare(String text) {
        return REFERENCE.matcher(text).replaceAll("").indexOf('&') >= 0;
    }

    private static String character(java.util.regex.MatchResult reference) {
        if (reference.group(3) != null) {
            return NAMED.getOrDefault(reference.group(3), reference.group());
        }
        int code = reference.group(1) != null
                ? Integer.parseInt(reference.group(1))
                : Integer.parseInt(reference.group(2), 16);
        return Character.isValidCodePoint(code) ? Character.toString(code) : reference.group();
    }

    /** The text as a browser shows it: references replaced, blanks and line ends collapsed. */
    static String visible(String text) {
        return replaced(text).replace('\u00a0', ' ').strip().replaceAll("\\s+", " ");
    }
}
