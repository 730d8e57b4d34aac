package dev.voyage.api.observations;

import dev.voyage.journal.Journal;
import dev.voyage.journal.event.EventCodec;
import dev.voyage.journal.event.EventType;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Selects from the recorded rows of a search: those of one catalogue, and of these the selected ones, the others, or all.
 *
 * @param catalogue null if the search has only one
 * @param severalTargets whether rows are distinguished by their targets
 */
record RowFilter(String catalogue, boolean severalTargets, Optional<Boolean> selected) {

    /** The types of events that contain rows. */
    static final Set<String> TYPES = Set.of(EventType.OBSERVATION_FOUND.word());

    /** @throws Problem {@code BAD_PARAMETER} if the search has several catalogues and the query names none */
    static RowFilter of(SearchRecord search, TableQuery asked) {
        boolean targets = search.request().get("targets") instanceof List<?> several && several.size() > 1;
        String named = asked.catalogue().orElse(null);
        if (search.request().get("catalogues") instanceof List<?> catalogues) {
            if (!catalogues.contains(named)) {
                throw Problem.badParameter(
                        "catalogue",
                        "this search has rows of several catalogues, whose columns are not the same: catalogue must be"
                                + " one of " + QuotedText.of(join(catalogues))
                                + (named == null ? "" : ", not " + QuotedText.of(named)));
            }
            return new RowFilter(named, targets, asked.selected());
        }
        Object only = search.request().get("catalogue");
        if (named != null && !named.equals(only)) {
            throw Problem.badParameter(
                    "catalogue",
                    "this search has rows of " + QuotedText.of(String.valueOf(only)) + " only, not of "
                            + QuotedText.of(named));
        }
        return new RowFilter(null, targets, asked.selected());
    }

    private static String join(List<?> catalogues) {
        return String.join(", ", catalogues.stream().map(Object::toString).toList());
    }

    /** Whether an event is about the catalogue. */
    boolean isOf(String catalogueOrNull) {
        return catalogue == null || catalogue.equals(catalogueOrNull);
    }

    /** Whether it is all rows of the search. */
    boolean isAll() {
        return catalogue == null && selected.isEmpty();
    }

    /** Whether a row matches; only the beginning of its event is read. */
    boolean wants(JournalEntry row) {
        if (isAll()) {
            return true;
        }
        EventCodec.RowHead head = EventCodec.readHead(row);
        return isOf(head.catalogue()) && (selected.isEmpty() || selected.get() == head.selected());
    }

    /** The number of matching rows; counted if the tally of the search does not give it. */
    Uni<Long> count(SearchRecord search, Journal journal) {
        long all = search.tally().observations();
        long kept = search.tally().selected();
        if (catalogue == null && !severalTargets) {
            return Uni.createFrom()
                    .item(selected.map(is -> is ? kept : all - kept).orElse(all));
        }
        return journal.events(search.id(), TYPES, search.lastSeq(), all)
                .map(page -> page.stream().filter(this::wants).count())
                .collect()
                .in(() -> new long[1], (sum, more) -> sum[0] += more)
                .map(sum -> sum[0]);
    }
}
