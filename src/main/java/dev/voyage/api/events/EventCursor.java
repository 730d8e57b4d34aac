package dev.voyage.api.events;

import dev.voyage.api.message.QueryParameters;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The position of a reader in a search's events: it has received everything up to {@code seq}.
 *
 * @param parameter the source of the cursor, for error messages
 * @param search or null in a bare number, which only a search's own resources understand
 */
record EventCursor(String parameter, String search, long seq) {

    private static final Pattern WRITTEN = Pattern.compile("(?:([A-Za-z0-9_.-]{1,100}):)?(\\d{1,18})");

    /** The id of an event. */
    static String id(String search, long seq) {
        return search + ":" + seq;
    }

    /**
     * The cursor of a request, from the first of the header {@code Last-Event-ID} and the parameters {@code lastEventId} and
     * {@code after}; absent means from the beginning.
     *
     * @param header or null
     * @throws Problem {@code BAD_PARAMETER} when it is not a valid cursor
     */
    static Optional<EventCursor> of(String header, QueryParameters query) {
        return given(header, query).map(given -> parse(given.parameter(), given.text()));
    }

    /** A cursor as it was sent. */
    record Given(String parameter, String text) {}

    /** As {@link #of}, without parsing. */
    static Optional<Given> given(String header, QueryParameters query) {
        if (header != null && !header.isEmpty()) { // an EventSource without an id sends no header
            return Optional.of(new Given("Last-Event-ID", header));
        }
        Optional<String> lastEventId = query.one("lastEventId");
        Optional<String> after = query.one("after");
        if (lastEventId.isPresent() && after.isPresent()) {
            throw Problem.badParameter("after", "give lastEventId or after, not both");
        }
        return lastEventId
                .map(text -> new Given("lastEventId", text))
                .or(() -> after.map(text -> new Given("after", text)));
    }

    static EventCursor parse(String parameter, String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw Problem.badParameter(
                    parameter,
                    parameter + " must be the id of an event, SEARCH:SEQ, or its number, not " + QuotedText.of(text));
        }
        return new EventCursor(parameter, written.group(1), Long.parseLong(written.group(2)));
    }

    /**
     * The number, for a reader of this search.
     *
     * @throws Problem {@code BAD_PARAMETER} when the cursor belongs to another
     */
    long in(String ofSearch) {
        if (search != null && !search.equals(ofSearch)) {
            throw Problem.badParameter(
                    parameter,
                    "the cursor belongs to the search " + QuotedText.of(search) + ", not to "
                            + QuotedText.of(ofSearch));
        }
        return seq;
    }
}
