package dev.voyage.api.searches;

import dev.voyage.api.message.QueryParameters;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import java.util.Optional;
import java.util.Set;

/**
 * The query of {@code DELETE /v1/searches/{id}}.
 *
 * @param forgets whether the search is removed, and not only cancelled
 * @param deletesFiles whether its files are removed too, where no other search has them
 */
record SearchDeletion(boolean forgets, boolean deletesFiles) {

    static final String FORGET = "forget";
    static final String FILES = "files";

    /**
     * @param rawQuery or null
     * @throws Problem {@code BAD_PARAMETER}
     */
    static SearchDeletion read(String rawQuery) {
        QueryParameters query = QueryParameters.of(rawQuery, Set.of(FORGET, FILES));
        boolean forgets = query.one(FORGET).map(SearchDeletion::isTrue).orElse(false);
        Optional<String> files = query.one(FILES);
        files.ifPresent(word -> check(word, forgets));
        return new SearchDeletion(forgets, files.filter("delete"::equals).isPresent());
    }

    private static boolean isTrue(String word) {
        if (!word.equals("true") && !word.equals("false")) {
            throw Problem.badParameter(FORGET, "forget must be true or false, not " + QuotedText.of(word));
        }
        return word.equals("true");
    }

    private static void check(String word, boolean forgets) {
        if (!word.equals("keep") && !word.equals("delete")) {
            throw Problem.badParameter(FILES, "files must be keep or delete, not " + QuotedText.of(word));
        } else if (!forgets) {
            throw Problem.badParameter(
                    FILES, "files needs forget=true: DELETE alone cancels a search, and its files stay");
        }
    }
}
