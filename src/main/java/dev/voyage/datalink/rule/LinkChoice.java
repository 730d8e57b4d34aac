package dev.voyage.datalink.rule;

import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The links to files that are fetched, besides directories, by their relation to the observation.
 *
 * @param words {@code all}, {@code none}, or terms: {@code #this} and similar for those of the core vocabulary, full
 *     URIs for others
 */
public record LinkChoice(List<String> words) {

    /** The data themselves. */
    public static final LinkChoice DEFAULT = new LinkChoice(List.of(LinkTerms.THIS));

    private static final String ALL = "all";
    private static final String NONE = "none";
    private static final int MOST = 50;
    private static final Pattern URI = Pattern.compile("https?://[^\\s#,]+#[^\\s#,]+");

    public LinkChoice {
        words = List.copyOf(words);
    }

    /**
     * Parses a choice: {@code this}, {@code #this} or the term's full URI, several separated by commas; terms of other
     * vocabularies by their full URI; {@code all}; {@code none}. A term includes the narrower ones.
     *
     * @param written empty for none
     * @throws Problem {@code BAD_PARAMETER} that names {@code links} and the valid values
     */
    public static LinkChoice of(List<String> written) {
        Set<String> words = new LinkedHashSet<>();
        for (String texts : written) {
            for (String text : texts.split(",", -1)) {
                words.add(word(text.strip()));
            }
        }
        boolean alone = words.contains(ALL) || words.contains(NONE);
        if (alone && words.size() > 1) {
            throw Problem.invalidField("links", "links must be all, none, or terms, not a mixture of them");
        } else if (words.size() > MOST) {
            throw Problem.invalidField("links", "links must be at most " + MOST + " terms, not " + words.size());
        }
        return words.isEmpty() ? new LinkChoice(List.of(NONE)) : new LinkChoice(List.copyOf(words));
    }

    private static String word(String text) {
        if (text.equalsIgnoreCase(ALL) || text.equalsIgnoreCase(NONE)) {
            return text.equalsIgnoreCase(ALL) ? ALL : NONE;
        }
        String term = LinkTerms.of(text);
        if (LinkTerms.isService(term)) {
            throw Problem.invalidField(
                    "links", "links must be files: " + QuotedText.of(text) + " is a service, which needs parameters");
        } else if (!LinkTerms.isCore(term) && !URI.matcher(term).matches()) {
            throw Problem.invalidField(
                    "links",
                    "links must be all, none, or terms of DataLink's vocabulary ("
                            + String.join(", ", LinkTerms.words())
                            + ") or full URIs of others', not " + QuotedText.of(text));
        }
        return term;
    }

    /** Whether a link with these semantics, as a document writes them, is to be fetched. */
    public boolean wants(String semantics) {
        String term = LinkTerms.of(semantics);
        if (words.contains(NONE) || LinkTerms.isService(term)) {
            return false;
        }
        return words.contains(ALL) || words.stream().anyMatch(word -> LinkTerms.isWithin(term, word));
    }

    /** Whether it is an explicit choice: links that it leaves out are left out on purpose. */
    public boolean isChosen() {
        return !equals(DEFAULT);
    }
}
