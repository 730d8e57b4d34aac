package dev.voyage.datalink.rule;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The relation of a link to its observation, in terms of DataLink's core vocabulary: {@code #preview}, and {@code
 * #preview-image}, which is narrower. Terms of other vocabularies are full URIs and stay as they are written.
 *
 * @see <a href="https://www.ivoa.net/rdf/datalink/core/">DataLink core vocabulary</a>
 */
public final class LinkTerms {

    public static final String THIS = "#this";

    private static final Pattern CORE_URI =
            Pattern.compile("(?i)https?://(www\\.)?ivoa\\.net/rdf/datalink/core/?#(.+)");

    /** Each term with the wider one, empty if there is none. */
    private static final Map<String, String> WIDER = Map.ofEntries(
            Map.entry("this", ""),
            Map.entry("progenitor", ""),
            Map.entry("derivation", ""),
            Map.entry("auxiliary", ""),
            Map.entry("weight", "auxiliary"),
            Map.entry("error", "auxiliary"),
            Map.entry("noise", "auxiliary"),
            Map.entry("calibration", ""),
            Map.entry("bias", "calibration"),
            Map.entry("dark", "calibration"),
            Map.entry("flat", "calibration"),
            Map.entry("preview", ""),
            Map.entry("preview-image", "preview"),
            Map.entry("preview-plot", "preview"),
            Map.entry("thumbnail", "preview"),
            Map.entry("proc", ""),
            Map.entry("cutout", "proc"),
            Map.entry("documentation", ""),
            Map.entry("detached-header", "documentation"),
            Map.entry("coderived", ""),
            Map.entry("counterpart", ""),
            Map.entry("package", ""));

    private LinkTerms() {}

    /** The term as {@code #term} if it is one of the core vocabulary, in any notation; else as written. */
    public static String of(String written) {
        String text = written.strip();
        var uri = CORE_URI.matcher(text);
        String bare = uri.matches() ? uri.group(2) : text.startsWith("#") ? text.substring(1) : text;
        String term = bare.toLowerCase(Locale.ROOT);
        return WIDER.containsKey(term) ? "#" + term : text;
    }

    /** Whether this, in the form of {@link #of}, is a term of the core vocabulary. */
    public static boolean isCore(String term) {
        return term.startsWith("#") && WIDER.containsKey(term.substring(1));
    }

    /** Whether a term equals another or is narrower. */
    static boolean isWithin(String term, String other) {
        String at = term;
        while (!at.equals(other)) {
            String wider = isCore(at) ? WIDER.get(at.substring(1)) : "";
            if (wider.isEmpty()) {
                return false;
            }
            at = "#" + wider;
        }
        return true;
    }

    /** A service or its result: it needs parameters. */
    static boolean isService(String term) {
        return isWithin(term, "#proc");
    }

    /** All terms of the core vocabulary that may be files, without the number sign. */
    static List<String> words() {
        Set<String> words = new TreeSet<>(WIDER.keySet());
        words.removeIf(word -> isService("#" + word));
        return List.copyOf(words);
    }
}
