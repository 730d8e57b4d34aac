package dev.voyage.search.resume;

import dev.voyage.cone.identity.RowHasher;
import dev.voyage.cone.identity.RowIdentity;
import dev.voyage.journal.event.ObservationEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The identities of rows as they stand in stored {@code observation.found} events, of any version. One thread at a time. */
final class ReportedRows {

    private List<String> keys = List.of();
    private RowHasher hasher = new RowHasher(keys);

    RowIdentity identity(ObservationEvent.Found event) {
        Map<String, Object> row = event.row() == null ? Map.of() : event.row();
        if (!isOfKeys(row)) {
            keys = List.copyOf(row.keySet());
            hasher = new RowHasher(keys);
        }
        var cells = new ArrayList<>(row.values());
        return hasher.identity(cells::get, event.raDeg(), event.decDeg(), event.offsetArcmin());
    }

    /** Whether the row has the same columns, in the same order, as the one before. */
    private boolean isOfKeys(Map<String, Object> row) {
        if (row.size() != keys.size()) {
            return false;
        }
        int i = 0;
        for (String key : row.keySet()) {
            if (!key.equals(keys.get(i++))) {
                return false;
            }
        }
        return true;
    }
}
