package dev.voyage.api.events;

import dev.voyage.api.message.QueryParameters;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The composite cursor: the position of a reader of several searches in each of them.
 *
 * <p>As text it is the cursors of the searches separated by commas, {@code SEARCH:SEQ,…}; a search that is left out is at its
 * beginning, and {@code 0} is the beginning of all. {@code SEARCH} is the id of a requested search, or any suffix of it with
 * eight or more characters that no other one has. Voyage writes eight if that is unique, so that a cursor of fifty searches is
 * some 600 characters long; clients may write whole ids, such as those of a search's own events.
 */
final class CompositeCursor {

    private static final int ENDING = 8;
    private static final int LONGEST = 128; // of one search's part

    private final Map<String, Long> seqs = new LinkedHashMap<>();
    private final Map<String, String> names;

    /** At the beginning of each. */
    CompositeCursor(Collection<String> searches) {
        searches.forEach(search -> seqs.put(search, 0L));
        names = seqs.keySet().stream().collect(Collectors.toMap(search -> search, this::shortest));
    }

    private String shortest(String search) {
        String ending = search.substring(Math.max(0, search.length() - ENDING));
        return isOfOne(ending) ? ending : search;
    }

    private boolean isOfOne(String ending) {
        return seqs.keySet().stream().filter(search -> search.endsWith(ending)).count() == 1;
    }

    /**
     * The positions of a request for these searches, found by {@link EventCursor#given}; absent means the beginning.
     *
     * @throws Problem {@code BAD_PARAMETER} when it is not a cursor of these searches
     */
    static CompositeCursor of(String header, QueryParameters query, Collection<String> searches) {
        var places = new CompositeCursor(searches);
        Optional<EventCursor.Given> given = EventCursor.given(header, query);
        given.filter(it -> !it.text().equals("0")).ifPresent(places::read);
        return places;
    }

    private void read(EventCursor.Given given) {
        if (given.text().length() > (long) LONGEST * seqs.size()) {
            throw wrong(given, "it is longer than one of them can be");
        }
        var named = new LinkedHashMap<String, Long>();
        for (String part : given.text().split(",", -1)) {
            EventCursor cursor = EventCursor.parse(given.parameter(), part);
            if (cursor.search() == null) {
                throw wrong(given, "the number " + QuotedText.of(part) + " does not say which search it is of");
            }
            if (named.put(search(given, cursor.search()), cursor.seq()) != null) {
                throw wrong(given, "the search " + QuotedText.of(cursor.search()) + " is in it twice");
            }
        }
        seqs.putAll(named);
    }

    private String search(EventCursor.Given given, String name) {
        if (seqs.containsKey(name)) {
            return name;
        }
        List<String> meant = name.length() < ENDING
                ? List.of()
                : seqs.keySet().stream().filter(id -> id.endsWith(name)).toList();
        if (meant.size() != 1) {
            String why = meant.isEmpty() ? " is not one of the searches asked for" : " may mean more than one search";
            throw wrong(given, QuotedText.of(name) + why);
        }
        return meant.get(0);
    }

    private static Problem wrong(EventCursor.Given given, String why) {
        return Problem.badParameter(
                given.parameter(),
                given.parameter() + " must be the id of an event of this stream, SEARCH:SEQ,SEARCH:SEQ and so on; "
                        + why);
    }

    /** The last event of a search that the reader has received. */
    long in(String search) {
        return seqs.get(search);
    }

    void moveTo(String search, long seq) {
        seqs.put(search, seq);
    }

    /** The cursor as text, which {@link #of} reads. */
    @Override
    public String toString() {
        var text = new StringBuilder(seqs.size() * (ENDING + 6));
        seqs.forEach((search, seq) -> {
            if (seq > 0) {
                text.append(text.isEmpty() ? "" : ",")
                        .append(names.get(search))
                        .append(':')
                        .append(seq);
            }
        });
        return text.isEmpty() ? "0" : text.toString();
    }
}
