package dev.voyage.votable.document;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.table.Datatype;

/**
 * The status of the answer in an INFO or PARAM: DALI's QUERY_STATUS, and the "Error" of Simple Cone Search (DALI 1.1,
 * section 4.4; SCS 1.03, section 2.3).
 */
final class QueryStatus {

    private QueryStatus() {}

    /** Fails with {@code REFUSED} and the service's words when it reports an error. */
    static VotableEvent of(String name, String value, String text) {
        String words = text.isEmpty() ? value : text;
        if (name.equalsIgnoreCase("Error") && !words.isEmpty()) {
            throw refused(words);
        }
        if (name.equalsIgnoreCase("QUERY_STATUS")) {
            if (value.equalsIgnoreCase("ERROR")) {
                throw refused(words);
            }
            if (value.equalsIgnoreCase("OVERFLOW")) {
                return new VotableEvent.Overflow(text);
            }
        }
        return new VotableEvent.Info(name, value, text);
    }

    /** A PARAM is a status only with these names; a PARAM named {@code error} may be a quantity. */
    static boolean isStatus(String name, String datatype) {
        boolean text = datatype.isEmpty()
                || Datatype.of(datatype).map(Datatype::isText).orElse(true);
        return text && (name.equals("Error") || name.equalsIgnoreCase("QUERY_STATUS"));
    }

    private static Problem refused(String words) {
        return Problem.of(ProblemType.REFUSED, "The service refused: " + QuotedText.of(words));
    }
}
