package dev.voyage.search.stage;

import dev.voyage.condition.Condition;
import dev.voyage.cone.ConeEvent;
import dev.voyage.cone.ConeVisitor;
import dev.voyage.cone.OutsideRows;
import dev.voyage.cone.identity.RowHash;
import dev.voyage.datalink.document.LinkService;
import dev.voyage.datalink.document.RowIds;
import dev.voyage.datalink.rule.LinkedRow;
import dev.voyage.journal.event.ObservationEvent;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.problem.QuotedText;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.ConeKey;
import dev.voyage.search.request.ConeTask;
import dev.voyage.search.request.Via;
import dev.voyage.search.resume.KnownRow;
import dev.voyage.search.resume.ObservationNames;
import dev.voyage.search.resume.RecoveredCone;
import dev.voyage.search.resume.RecoveredObservation;
import dev.voyage.search.resume.RowCounts;
import dev.voyage.search.run.SearchRun;
import dev.voyage.sky.SkyPosition;
import dev.voyage.votable.event.ServiceDescriptor;
import dev.voyage.votable.rows.UnreadableCells;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The result of one cone search: every row is recorded as it arrives, the selected ones are kept with the document's data about
 * links, since that may come after the rows and lookups wait for it.
 */
public final class ConeResult implements ConeVisitor<Uni<Void>> {

    private final SearchRun run;
    private final ConeTask pair;
    private final RecoveredCone known;
    private final Condition condition;
    private final URI document;
    private final Via via;
    private final long mostRows;
    private final List<LinkedRow> selected = new ArrayList<>();
    private final Set<String> linkable = new HashSet<>();
    private final Set<String> metIds = new HashSet<>();
    private final Set<String> otherIds = new HashSet<>();
    private final Map<RowHash, Integer> met = new HashMap<>();
    private final ChangedRows changed;
    private final OutsideRows outside;
    private final RowCounts counts = new RowCounts();
    private final OddRows oddities = new OddRows();
    private final List<ServiceDescriptor> descriptors = new ArrayList<>();
    private Columns columns = new Columns(List.of());
    private Predicate<Row> wanted = row -> true;
    private long refused;
    private boolean overflow;
    private long tables;
    private final UnreadableCells unreadable = new UnreadableCells();

    /**
     * @param condition or null for every row
     * @param via the protocol of the rows
     */
    ConeResult(
            SearchRun run,
            ConeTask pair,
            Condition condition,
            URI document,
            long mostRows,
            OutsideRows outside,
            Via via) {
        this.via = via;
        this.run = run;
        this.pair = pair;
        this.known = run.past().cone(pair.origin());
        this.condition = condition;
        this.document = document;
        this.outside = outside;
        this.changed = new ChangedRows(pair, run);
        this.mostRows = mostRows;
    }

    /** Fails with {@code UNKNOWN_COLUMN} when the condition names a missing column. */
    @Override
    public Uni<Void> started(ConeEvent.Started started) {
        columns = started.columns();
        wanted = condition == null ? row -> true : condition.on(columns);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> links(ConeEvent.Links links) {
        descriptors.add(links.descriptor());
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> overflow(ConeEvent.Overflow more) {
        overflow("there are more rows than were sent" + (more.message().isBlank() ? "" : ": " + more.message()));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> refused(ConeEvent.Refused unusable) {
        refused++;
        if (unusable.cells() != null) {
            unreadable.add(unusable.cells());
        }
        run.incomplete(); // cone has reported the row, as a notice
        return Uni.createFrom().voidItem();
    }

    /** A cone search has one table of results (SCS 1.03, section 2.2); its rows count, those of others are missing. */
    @Override
    public Uni<Void> skipped(ConeEvent.Skipped table) {
        tables++;
        run.incomplete();
        run.degraded(
                document.getHost(),
                "the answer has another table, " + QuotedText.of(table.table())
                        + (table.rows() < 0 ? "" : " of " + table.rows() + " rows")
                        + ", which is not read: only the first with rows is the result of a "
                        + (via == Via.CONE ? "cone search" : "query"));
        return Uni.createFrom().voidItem();
    }

    private void overflow(String why) {
        if (!overflow) {
            overflow = true;
            run.incomplete();
            run.degraded(document.getHost(), why);
        }
    }

    @Override
    public Uni<Void> observation(ConeEvent.Observation row) {
        unreadable.add(row.row());
        if (run.request().action() != Action.OBSERVATIONS) {
            otherIds.addAll(RowIds.of(row.row()));
        }
        RowHash content = row.identity().content();
        int occurrence = met.merge(content, 1, Integer::sum);
        Optional<String> name = run.parts().names().of(pair.origin(), content, occurrence);
        return name.isEmpty() && changed.holds(row) ? Uni.createFrom().voidItem() : found(row, name, occurrence);
    }

    /** The document has ended: decides about the rows that were held. */
    Uni<Void> settle() {
        return Multi.createFrom()
                .items(changed.settle(metIds).entrySet().stream())
                .onItem()
                .transformToUniAndConcatenate(held -> settle(held.getKey(), held.getValue()))
                .onItem()
                .ignoreAsUni()
                .invoke(() -> {
                    met.clear(); // not needed during the link lookups
                    oddities.report(outside, host(), run);
                });
    }

    private Uni<Void> settle(ConeEvent.Observation row, Optional<String> certain) {
        certain.ifPresent(id ->
                run.parts().names().remember(new KnownRow(id, pair.origin().catalogue(), row.identity())));
        return found(row, certain, 1);
    }

    private Uni<Void> found(ConeEvent.Observation row, Optional<String> name, int occurrence) {
        ConeKey origin = pair.origin();
        boolean closed = known.isSearched() || run.scope().isLimited(origin); // to rows that have no id yet
        if (name.isEmpty() && closed) {
            return Uni.createFrom().voidItem();
        }
        String id = name.orElseGet(() -> run.parts().names().give(pair, row, via == Via.TAP));
        Optional<Boolean> told = run.past().selects(origin, id, row.identity().content(), occurrence);
        boolean isLate = known.isSearched() && told.isEmpty(); // the catalogue has been recorded completely
        if (isLate || !run.scope().wants(origin, id)) {
            return Uni.createFrom().voidItem();
        }
        Optional<String> full = told.isEmpty() ? run.parts().refusesRow(mostRows) : Optional.empty();
        if (full.isPresent()) {
            overflow(full.get() + ": the rest is left");
            return Uni.createFrom().voidItem();
        }
        if (told.orElse(false) || run.scope().expected(origin).contains(id)) {
            metIds.add(id);
        }
        String reason = told.isPresent() ? null : reasonNotToSelect(id, row);
        boolean selects = told.orElse(reason == null);
        Uni<Void> said = told.isPresent() ? Uni.createFrom().voidItem() : tell(id, reason, row);
        if (selects && run.parts().origin(id).equals(origin) && isToBeLinked(id) && linkable.add(id)) {
            selected.add(new LinkedRow(id, row.row(), document));
        }
        return said;
    }

    private String reasonNotToSelect(String id, ConeEvent.Observation row) {
        String last = run.parts().picks(id) ? null : ObservationEvent.NOT_PICKED;
        if (row.outside() && outside == OutsideRows.REJECT) {
            return ObservationEvent.OUTSIDE_RADIUS;
        }
        return wanted.test(row.row()) ? last : ObservationEvent.CONDITION;
    }

    private Uni<Void> tell(String id, String reasonOrNull, ConeEvent.Observation found) {
        boolean isShared = ObservationNames.isShared(pair.origin(), id);
        SkyPosition at = found.position();
        oddities.add(id, isShared, found.outside());
        var event = new ObservationEvent.Found(
                id,
                at == null ? null : at.raDeg(),
                at == null ? null : at.decDeg(),
                found.offsetArcmin(),
                reasonOrNull == null,
                reasonOrNull,
                pair.origin().target(),
                pair.origin().catalogue(),
                null,
                via.wordOfRows(),
                found.row().toMap());
        counts.add(event, isShared);
        return run.tell(event, pair.origin());
    }

    private boolean isToBeLinked(String observation) {
        return run.past()
                .observation(observation)
                .map(known -> known.state() == RecoveredObservation.State.SELECTED)
                .orElse(true);
    }

    /** Whether the response had an observation that was reported as selected, or was expected. */
    public boolean has(String observation) {
        return metIds.contains(observation);
    }

    /** The host of the response. */
    public String host() {
        return document.getHost();
    }

    /** The event for the end of the document. */
    SearchEvent summary() {
        RowCounts all = counts.plus(known.counts());
        if (!unreadable.isEmpty()) {
            run.degraded(document.getHost(), unreadable.sentence());
        }
        return new SearchEvent.CatalogueSearched(
                all.rows(),
                all.selected(),
                overflow,
                refused,
                ColumnReport.of(columns),
                ColumnReport.of(unreadable),
                tables,
                pair.origin().target(),
                pair.origin().catalogue(),
                all.outsideRadius(),
                all.withoutPosition(),
                all.sharedIds(),
                via.wordOfRows());
    }

    /** Whether a row has been reported. */
    boolean hasRows() {
        return counts.rows() > 0;
    }

    /** The rows that need a link lookup. */
    public List<LinkedRow> selected() {
        return List.copyOf(selected);
    }

    /** All possible ids of its rows, selected or not. */
    public Set<String> otherIds() {
        return Collections.unmodifiableSet(otherIds);
    }

    public ConeKey origin() {
        return pair.origin();
    }

    /** The DataLink service that the document describes for its rows. */
    public Optional<LinkService> linkService() {
        return LinkService.in(descriptors, columns, document);
    }
}
