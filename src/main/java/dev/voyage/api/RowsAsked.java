package dev.voyage.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.voyage.journal.Entry;
import dev.voyage.journal.Journal;
import dev.voyage.journal.SearchRecord;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which of the rows that a search has told are wanted: those of one catalogue, and of these the kept ones, the others,
 * or all.
 *
 * @param catalogue null where the search has but one
 * @param severalTargets whether rows are told apart by their targets
 */
record RowsAsked(String catalogue, boolean severalTargets, Optional<Boolean> selected) {

    /** The events that tell rows. */
    static final Set<String> TYPES = Set.of("observation.found");

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * @throws Problem {@code BAD_PARAMETER} where the search has several catalogues and none of them is named
     */
    static RowsAsked of(SearchRecord search, TableAsked asked) {
        boolean targets = search.request().get("targets") instanceof List<?> several && several.size() > 1;
        String named = asked.catalogue().orElse(null);
        if (search.request().get("catalogues") instanceof List<?> catalogues) {
            if (!catalogues.contains(named)) {
                throw Problem.badParameter(
                        "catalogue",
                        "this search has rows of several catalogues, whose columns are not the same: catalogue must be"
                                + " one of " + Quoted.of(join(catalogues))
                                + (named == null ? "" : ", not " + Quoted.of(named)));
            }
            return new RowsAsked(named, targets, asked.selected());
        }
        Object only = search.request().get("catalogue");
        if (named != null && !named.equals(only)) {
            throw Problem.badParameter(
                    "catalogue",
                    "this search has rows of " + Quoted.of(String.valueOf(only)) + " only, not of " + Quoted.of(named));
        }
        return new RowsAsked(null, targets, asked.selected());
    }

    private static String join(List<?> catalogues) {
        return String.join(", ", catalogues.stream().map(Object::toString).toList());
    }

    /** Whether an event is about the catalogue. */
    boolean isOf(String catalogueOrNull) {
        return catalogue == null || catalogue.equals(catalogueOrNull);
    }

    /** Whether a row is wanted; only the beginning of its event is read. */
    boolean wants(Entry row) {
        if (catalogue == null && selected.isEmpty()) {
            return true;
        }
        boolean isSelected = false;
        String of = null;
        try (JsonParser json = JSON.createParser(row.text())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME
                    && !json.currentName().equals("row")) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "selected" -> isSelected = json.getBooleanValue();
                    case "catalogue" -> of = json.getText();
                    default -> json.skipChildren();
                }
            }
        } catch (IOException notOurs) {
            throw RowCells.notOurs(row, notOurs);
        }
        return isOf(of) && (selected.isEmpty() || selected.get() == isSelected);
    }

    /** How many there are; where the tally of the search does not say, they are counted. */
    Uni<Long> count(SearchRecord search, Journal journal) {
        long all = search.tally().observations();
        long kept = search.tally().selected();
        if (catalogue == null && !severalTargets) {
            return Uni.createFrom()
                    .item(selected.map(is -> is ? kept : all - kept).orElse(all));
        }
        return journal.told(search.id(), TYPES, search.lastSeq(), all)
                .map(page -> page.stream().filter(this::wants).count())
                .collect()
                .in(() -> new long[1], (sum, more) -> sum[0] += more)
                .map(sum -> sum[0]);
    }
}
