package dev.voyage.cone;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.sky.SkyPosition;
import dev.voyage.votable.Columns;
import dev.voyage.votable.Row;
import dev.voyage.votable.ServiceDescriptor;
import dev.voyage.votable.VotableEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one search has told so far, over all tries: whatever a document says again after a broken
 * one is told once. Used by one stream at a time.
 */
final class Reading {

    private static final String NO_ID = "";

    private final SkyPosition centre;
    private final long maxRows;

    private Columns columns;
    private Positions positions;
    private Ids ids;
    private boolean overflowTold;
    private long told;
    private final Map<String, Integer> toldById = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private final Set<ServiceDescriptor> services = new HashSet<>();
    private long refusedTold;
    private Problem firstRefusal;
    private long lastRefusedRow;

    // of the try under way
    private long row;
    private final Map<String, Integer> metById = new HashMap<>();

    Reading(SkyPosition centre, long maxRows) {
        this.centre = centre;
        this.maxRows = maxRows;
    }

    /** A new try begins: the document will be told from its beginning. */
    void again() {
        row = 0;
        metById.clear();
    }

    /** What the watcher is told for this piece of the document, if anything. */
    Optional<ConeEvent> take(VotableEvent event) {
        if (event instanceof VotableEvent.RowRead read) {
            return observation(read.row());
        } else if (event instanceof VotableEvent.TableStart start) {
            return begin(start.columns());
        } else if (event instanceof VotableEvent.Descriptor found) {
            boolean fresh = services.add(found.descriptor());
            return fresh ? Optional.of(new ConeEvent.Links(found.descriptor())) : Optional.empty();
        } else if (event instanceof VotableEvent.Overflow overflow) {
            return overflow(overflow.message());
        } else if (event instanceof VotableEvent.RowRefused refused) {
            return refusal(refused);
        }
        return Optional.empty(); // other INFOs, and the end of the table
    }

    /**
     * Whether the rest of the document is not wanted. Beyond the limit it is still read for a while
     * when no link service was met: most documents name theirs behind the rows.
     */
    boolean isFull() {
        return row > maxRows && (row >= 2 * maxRows || services.stream().anyMatch(ServiceDescriptor::isDatalink));
    }

    long rows() {
        return told;
    }

    /** How many rows were left out, and why the first was; empty when none was. */
    Optional<String> refusals() {
        return refusedTold == 0
                ? Optional.empty()
                : Optional.of((refusedTold == 1 ? "a row" : refusedTold + " rows")
                        + " of the answer cannot be read, so left out; the first: "
                        + firstRefusal.detail());
    }

    private Optional<ConeEvent> begin(Columns found) {
        if (columns == null) {
            columns = found;
            positions = Positions.in(found);
            ids = Ids.in(found);
            return Optional.of(new ConeEvent.Started(found));
        }
        if (!columns.all().equals(found.all())) {
            throw Problem.of(Kind.MALFORMED, "asked again, the service answered other columns");
        }
        return Optional.empty();
    }

    private Optional<ConeEvent> observation(Row found) {
        row++;
        Optional<String> own = ids.of(found);
        int occurrence = metById.merge(own.orElse(NO_ID), 1, Integer::sum);
        if (occurrence <= toldById.getOrDefault(own.orElse(NO_ID), 0)) {
            return Optional.empty(); // told before the connection broke
        }
        if (told == maxRows) {
            return overflow("more than " + maxRows + " rows, the limit set here: the rest is left");
        }
        told++;
        toldById.put(own.orElse(NO_ID), occurrence);
        String id = unique(own.isEmpty() ? "row-" + row : own.get(), own.isEmpty() ? 1 : occurrence);
        SkyPosition position = positions.of(found).orElse(null);
        Double offset = position == null ? null : centre.offsetArcmin(position);
        return Optional.of(new ConeEvent.Observation(id, position, offset, found));
    }

    private String unique(String id, int occurrence) {
        int n = occurrence;
        String name = n == 1 ? id : id + "~" + n;
        while (!used.add(name)) { // a service may well have an id that ends in ~2
            name = id + "~" + ++n;
        }
        return name;
    }

    private Optional<ConeEvent> overflow(String message) {
        boolean first = !overflowTold;
        overflowTold = true;
        return first ? Optional.of(new ConeEvent.Overflow(message)) : Optional.empty();
    }

    private Optional<ConeEvent> refusal(VotableEvent.RowRefused refused) {
        if (refused.row() <= lastRefusedRow) {
            return Optional.empty();
        }
        lastRefusedRow = refused.row();
        refusedTold++;
        firstRefusal = firstRefusal == null ? refused.problem() : firstRefusal;
        return Optional.of(new ConeEvent.Refused(refused.problem(), refused.row()));
    }
}
