package dev.voyage.search.stage;

import dev.voyage.cone.ConeEvent;
import dev.voyage.cone.identity.RowHash;
import dev.voyage.search.request.ConeTask;
import dev.voyage.search.resume.ObservationNames;
import dev.voyage.search.run.SearchRun;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of one response that may be rows reported before, in which the catalogue has changed a number since. They are held until
 * the response has ended: only then is it known whether the row as reported is there too, and whether only one row can be its new
 * version. The limit on held rows is the limit on the response's rows. Used by one thread at a time.
 */
final class ChangedRows {

    private final ConeTask pair;
    private final ObservationNames names;
    private final Set<String> wanted = new HashSet<>();
    private final Map<RowHash, List<ConeEvent.Observation>> held = new LinkedHashMap<>();

    /** The parameters locate the earlier observations that have remaining link lookups, or are to be retried. */
    ChangedRows(ConeTask pair, SearchRun run) {
        this.pair = pair;
        this.names = run.parts().names();
        run.past().unlinked(pair.origin()).forEach(known -> wanted.add(known.id()));
        wanted.addAll(run.scope().expected(pair.origin()));
    }

    /** Whether a row that is not known by its content is held. */
    boolean holds(ConeEvent.Observation row) {
        if (wanted.isEmpty() || candidate(row).isEmpty()) {
            return false;
        }
        held.computeIfAbsent(row.identity().place(), first -> new ArrayList<>()).add(row);
        return true;
    }

    /** The earlier observation that it may be: the only one known with this id, position and text. */
    private Optional<String> candidate(ConeEvent.Observation row) {
        if (row.ownId() == null || row.identity().place() == null) {
            return Optional.empty();
        }
        String base = pair.id(row.ownId());
        return names.placed(pair.origin(), row.identity().place())
                .filter(wanted::contains)
                .filter(id -> id.equals(base) || id.startsWith(base + "~"));
    }

    /**
     * The response has ended.
     *
     * @param met observations with unchanged rows in it
     * @return the rows that were held, in their original order; with the observation if the match is certain
     */
    Map<ConeEvent.Observation, Optional<String>> settle(Set<String> met) {
        Map<ConeEvent.Observation, Optional<String>> settled = new LinkedHashMap<>();
        for (List<ConeEvent.Observation> rows : held.values()) {
            for (ConeEvent.Observation row : rows) {
                settled.put(row, candidate(row).filter(id -> rows.size() == 1 && !met.contains(id)));
            }
        }
        held.clear();
        return settled;
    }
}
