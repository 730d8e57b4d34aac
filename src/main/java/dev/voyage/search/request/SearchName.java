package dev.voyage.search.request;

import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;

/** The name that a person gives to a search. It need not be unique. */
public final class SearchName {

    /** The most characters of a name. */
    public static final int LONGEST = 200;

    private SearchName() {}

    /**
     * @param name or null for none
     * @return the name without blanks around it, or null
     * @throws Problem {@code BAD_PARAMETER} that names {@code name}
     */
    public static String checked(String name) {
        if (name == null) {
            return null;
        }
        String stripped = name.strip();
        if (stripped.isEmpty()) {
            throw Problem.badParameter("name", "name must not be empty");
        } else if (stripped.length() > LONGEST || stripped.chars().anyMatch(Character::isISOControl)) {
            throw Problem.badParameter(
                    "name", "name must be at most " + LONGEST + " printable characters, not " + QuotedText.of(name));
        }
        return stripped;
    }
}
