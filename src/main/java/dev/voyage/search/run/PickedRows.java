package dev.voyage.search.run;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The observations that a request lists by id, and those of them that no row has had so far. */
final class PickedRows {

    /** Ids in the sentence of the problem; its member has all. */
    private static final int MOST_SAID = 5;

    private final Set<String> listed;
    private final Set<String> unmet;

    /**
     * @param ids empty for no list
     */
    PickedRows(List<String> ids) {
        this.listed = Set.copyOf(ids);
        this.unmet = new LinkedHashSet<>(ids);
    }

    /** Whether the list contains the id of a row, or there is no list. */
    synchronized boolean picks(String observation) {
        if (listed.isEmpty()) {
            return true;
        }
        unmet.remove(observation);
        return listed.contains(observation);
    }

    /** {@code UNKNOWN_OBSERVATION} with the ids that no row had as member {@code observations}; empty if there are none. */
    synchronized Optional<Problem> unknown() {
        if (unmet.isEmpty()) {
            return Optional.empty();
        }
        String some = unmet.stream().limit(MOST_SAID).map(QuotedText::of).collect(Collectors.joining(", "));
        String rest = unmet.size() > MOST_SAID ? " and " + (unmet.size() - MOST_SAID) + " more" : "";
        return Optional.of(Problem.of(
                        ProblemType.UNKNOWN_OBSERVATION,
                        unmet.size() + " of the " + listed.size() + " observations in select have no row here: " + some
                                + rest)
                .with("observations", List.copyOf(unmet)));
    }
}
