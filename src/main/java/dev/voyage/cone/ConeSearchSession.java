package dev.voyage.cone;

import dev.voyage.cone.identity.RowHash;
import dev.voyage.cone.identity.RowHasher;
import dev.voyage.cone.identity.RowIdentity;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.sky.SkyPosition;
import dev.voyage.votable.event.ServiceDescriptor;
import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.event.VotableVisitor;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The events emitted by one search so far, over all attempts: content that a document repeats after a broken one is
 * emitted once. Used by one stream at a time.
 */
final class ConeSearchSession implements VotableVisitor<Optional<ConeEvent>> {

    private final PositionQuery query;
    private final long maxRows;
    private final TableShape.Memory shapes;

    private TableShape shape;
    private RowHasher hasher;
    private boolean overflowTold;
    private long told;
    private final Map<RowHash, Integer> toldByContent = new HashMap<>();
    private final Set<ServiceDescriptor> services = new HashSet<>();
    private long refusedTold;
    private Problem firstRefusal;
    private long lastRefusedRow;
    private long tablesTold;

    // of the current attempt
    private long documentRow; // including refused ones
    private long documentTables;
    private long row;
    private final Map<RowHash, Integer> metByContent = new HashMap<>();

    /**
     * @param query null for rows around no position
     */
    ConeSearchSession(PositionQuery query, long maxRows, TableShape.Memory shapes) {
        this.query = query;
        this.maxRows = maxRows;
        this.shapes = shapes;
    }

    /** Starts a new attempt: the document is read from its beginning. */
    void again() {
        documentRow = 0;
        documentTables = 0;
        row = 0;
        metByContent.clear();
    }

    /** The event for this piece of the document, if any. */
    Optional<ConeEvent> take(VotableEvent event) {
        return event.accept(this);
    }

    @Override
    public Optional<ConeEvent> start(VotableEvent.TableStart event) {
        return begin(event.columns());
    }

    @Override
    public Optional<ConeEvent> row(VotableEvent.RowRead event) {
        return observation(event.row());
    }

    @Override
    public Optional<ConeEvent> refused(VotableEvent.RowRefused event) {
        documentRow++;
        return refusal(event.problem(), null);
    }

    @Override
    public Optional<ConeEvent> end(VotableEvent.TableEnd event) {
        return Optional.empty();
    }

    @Override
    public Optional<ConeEvent> skipped(VotableEvent.TableSkipped event) {
        boolean isNew = ++documentTables > tablesTold;
        tablesTold += isNew ? 1 : 0;
        return isNew ? Optional.of(new ConeEvent.Skipped(event.name(), event.rows())) : Optional.empty();
    }

    @Override
    public Optional<ConeEvent> overflow(VotableEvent.Overflow event) {
        return overflow(event.message());
    }

    @Override
    public Optional<ConeEvent> info(VotableEvent.Info event) {
        return Optional.empty();
    }

    @Override
    public Optional<ConeEvent> descriptor(VotableEvent.Descriptor event) {
        boolean isNew = services.add(event.descriptor());
        return isNew ? Optional.of(new ConeEvent.Links(event.descriptor())) : Optional.empty();
    }

    /**
     * Whether the rest of the document is not needed. Beyond the limit it is still read for a while if no link service
     * was found: most documents describe theirs behind the rows.
     */
    boolean isFull() {
        return row > maxRows && (row >= 2 * maxRows || services.stream().anyMatch(ServiceDescriptor::isDatalink));
    }

    long rows() {
        return told;
    }

    /** The number of rows left out, and the reason for the first; empty when none was. */
    Optional<String> refusals() {
        return refusedTold == 0
                ? Optional.empty()
                : Optional.of((refusedTold == 1 ? "a row" : refusedTold + " rows")
                        + " of the answer cannot be read, so left out; the first: "
                        + firstRefusal.detail());
    }

    /** The reason why no row has a position although the table has position columns; empty if there is none. */
    Optional<String> unknownFrame() {
        return shape == null
                ? Optional.empty()
                : shape.positions
                        .unknownFrame()
                        .map(frame -> "the positions of the answer are in the frame " + QuotedText.of(frame)
                                + ", which cannot be transformed to ICRS: the rows have none here");
    }

    private Optional<ConeEvent> begin(Columns found) {
        if (shape == null) {
            shape = shapes.of(found);
            hasher = new RowHasher(found.keys());
            return Optional.of(new ConeEvent.Started(found));
        }
        if (!shape.isOf(found)) {
            throw Problem.of(ProblemType.MALFORMED, "asked again, the service answered other columns");
        }
        return Optional.empty();
    }

    private Optional<ConeEvent> observation(Row found) {
        documentRow++;
        Optional<Problem> unusable = shape.needed.refusal(found, documentRow);
        if (unusable.isPresent()) {
            return refusal(unusable.get(), found);
        }
        row++;
        SkyPosition position = shape.positions.of(found).orElse(null);
        Double offset =
                position == null || query == null ? null : query.centre().offsetArcmin(position);
        RowIdentity identity = hasher.identity(
                found::cell,
                position == null ? null : position.raDeg(),
                position == null ? null : position.decDeg(),
                offset);
        int occurrence = metByContent.merge(identity.content(), 1, Integer::sum);
        if (occurrence <= toldByContent.getOrDefault(identity.content(), 0)) {
            return Optional.empty(); // emitted before the connection broke
        }
        if (told == maxRows) {
            return overflow("more than " + maxRows + " rows, the limit set here: the rest is left");
        }
        told++;
        toldByContent.put(identity.content(), occurrence);
        boolean outside = offset != null && query.excludes(offset);
        return Optional.of(new ConeEvent.Observation(
                shape.ids.of(found).orElse(null), identity, position, offset, outside, found));
    }

    private Optional<ConeEvent> overflow(String message) {
        boolean first = !overflowTold;
        overflowTold = true;
        return first ? Optional.of(new ConeEvent.Overflow(message)) : Optional.empty();
    }

    private Optional<ConeEvent> refusal(Problem problem, Row cells) {
        if (documentRow <= lastRefusedRow) {
            return Optional.empty();
        }
        lastRefusedRow = documentRow;
        refusedTold++;
        firstRefusal = firstRefusal == null ? problem : firstRefusal;
        return Optional.of(new ConeEvent.Refused(problem, documentRow, cells));
    }
}
