package dev.voyage.api.events;

import dev.voyage.api.message.QueryParameters;
import dev.voyage.journal.event.EventType;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The event types that a reader wants. The last event of a search is always among them, so that every reader learns the end; the
 * stream's own events ({@code stream.gap} and {@code stream.heartbeat}) are sent to every reader too.
 */
final class EventTypes {

    /** The query parameter that lists them. */
    static final String PARAMETER = "types";

    static final EventTypes ALL = new EventTypes(Set.of());

    private static final Set<String> KNOWN = known();

    private final Set<String> words;

    private EventTypes(Set<String> words) {
        this.words = words;
    }

    private static Set<String> known() {
        var known = new TreeSet<>(List.of("stream.gap", "stream.heartbeat"));
        Arrays.stream(EventType.values()).map(EventType::word).forEach(known::add);
        return known;
    }

    /**
     * @return all types unless the query lists some, repeated or separated by commas
     * @throws Problem that names the parameter and all types
     */
    static EventTypes of(QueryParameters query) {
        var words = new LinkedHashSet<String>();
        for (String list : query.all(PARAMETER)) {
            for (String word : list.split(",", -1)) {
                if (!KNOWN.contains(word.strip())) {
                    throw Problem.badParameter(
                            PARAMETER,
                            "there is no event type " + QuotedText.of(word.strip()) + "; the types are "
                                    + String.join(", ", KNOWN));
                }
                words.add(word.strip());
            }
        }
        return words.isEmpty() ? ALL : new EventTypes(Set.copyOf(words));
    }

    /** Whether the reader wants every event. */
    boolean isAll() {
        return words.isEmpty();
    }

    boolean has(JournalEntry entry) {
        return isAll() || words.contains(entry.type()) || entry.isTerminal();
    }

    /** The value of the parameter. */
    @Override
    public String toString() {
        return String.join(",", words);
    }

    /** Those of a batch that the reader wants, in order; the batch itself if it wants all. */
    List<JournalEntry> in(List<JournalEntry> batch) {
        return isAll() ? batch : batch.stream().filter(this::has).toList();
    }
}
