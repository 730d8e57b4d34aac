package dev.voyage.search;

import dev.voyage.cone.ConeEvent;
import dev.voyage.datalink.Asked;
import dev.voyage.datalink.LinkService;
import dev.voyage.journal.ColumnInfo;
import dev.voyage.journal.ObservationEvent;
import dev.voyage.journal.SearchEvent;
import dev.voyage.problem.Problem;
import dev.voyage.sky.SkyPosition;
import dev.voyage.votable.Columns;
import dev.voyage.votable.Row;
import dev.voyage.votable.ServiceDescriptor;
import dev.voyage.where.Condition;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What one catalogue search brought: every row is told as it comes, the selected ones are kept
 * beside what the document says about links, since that may stand behind the rows and lookups wait
 * for it.
 */
final class Selection {

    private final Run run;
    private final Pair pair;
    private final KnownCone known;
    private final Condition condition;
    private final URI document;
    private final long mostRows;
    private final List<Asked> selected = new ArrayList<>();
    private final Set<String> met = new HashSet<>();
    private final List<ServiceDescriptor> descriptors = new ArrayList<>();
    private Columns columns = new Columns(List.of());
    private Predicate<Row> wanted = row -> true;
    private long rowsTold;
    private long selectedTold;
    private long refused;
    private boolean overflow;

    /**
     * @param condition or null for every row
     * @param mostRows of the search, where this is one of its several cone searches
     */
    Selection(Run run, Pair pair, Condition condition, URI document, long mostRows) {
        this.run = run;
        this.pair = pair;
        this.known = run.past().cone(pair.origin());
        this.condition = condition;
        this.document = document;
        this.mostRows = mostRows;
    }

    /**
     * Takes the next event of the document.
     *
     * @throws Problem {@code UNKNOWN_COLUMN} when the condition speaks of a column that is not
     *     there
     */
    Uni<Void> take(ConeEvent event) {
        if (event instanceof ConeEvent.Observation row) {
            return found(row);
        } else if (event instanceof ConeEvent.Started started) {
            columns = started.columns();
            wanted = condition == null ? row -> true : condition.on(columns);
        } else if (event instanceof ConeEvent.Links links) {
            descriptors.add(links.descriptor());
        } else if (event instanceof ConeEvent.Overflow more) {
            overflow("there are more rows than were sent: " + more.message());
        } else if (event instanceof ConeEvent.Refused) {
            refused++;
            run.incomplete(); // cone has said which row, as a notice
        }
        return Uni.createFrom().voidItem();
    }

    private void overflow(String why) {
        if (!overflow) {
            overflow = true;
            run.incomplete();
            run.degraded(document.getHost(), why);
        }
    }

    private Uni<Void> found(ConeEvent.Observation found) {
        String id = pair.id(found.id());
        Origin origin = pair.origin();
        Optional<Boolean> told = run.past().selects(origin, id);
        boolean isLate = known.isSearched() && told.isEmpty(); // the catalogue has been told to its end
        if (isLate || !run.scope().wants(origin, id)) {
            return Uni.createFrom().voidItem();
        }
        Optional<String> full = told.isEmpty() ? run.parts().refusesRow(mostRows) : Optional.empty();
        if (full.isPresent()) {
            overflow(full.get() + ": the rest is left");
            return Uni.createFrom().voidItem();
        }
        if (told.orElse(false) || run.scope().expected(origin).contains(id)) {
            met.add(id);
        }
        boolean selects = told.orElseGet(() -> wanted.test(found.row()));
        Uni<Void> said = told.isPresent() ? Uni.createFrom().voidItem() : tell(id, selects, found);
        if (selects && run.parts().takes(id, origin) && isToBeLinked(id)) {
            selected.add(new Asked(id, found.row()));
        }
        return said;
    }

    private Uni<Void> tell(String id, boolean selects, ConeEvent.Observation found) {
        rowsTold++;
        selectedTold += selects ? 1 : 0;
        SkyPosition at = found.position();
        var event = new ObservationEvent.Found(
                id,
                at == null ? null : at.raDeg(),
                at == null ? null : at.decDeg(),
                found.offsetArcmin(),
                selects,
                pair.origin().target(),
                pair.origin().catalogue(),
                null,
                found.row().toMap());
        return run.tell(event, pair.origin());
    }

    private boolean isToBeLinked(String observation) {
        return run.past()
                .observation(observation)
                .map(known -> known.state() == KnownObservation.State.SELECTED)
                .orElse(true);
    }

    /** Whether the answer had an observation that was told as selected, or was expected. */
    boolean has(String observation) {
        return met.contains(observation);
    }

    /** Whose answer it is. */
    String host() {
        return document.getHost();
    }

    /** What is told when the document has ended. */
    SearchEvent summary() {
        List<ColumnInfo> infos = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.at(i);
            infos.add(new ColumnInfo(
                    columns.keys().get(i),
                    column.datatype().written(),
                    orNull(column.arraysize()),
                    orNull(column.unit()),
                    orNull(column.ucd()),
                    orNull(column.description())));
        }
        return new SearchEvent.CatalogueSearched(
                known.rows() + rowsTold,
                known.selected() + selectedTold,
                overflow,
                refused,
                infos,
                pair.origin().target(),
                pair.origin().catalogue());
    }

    /** Those whose links are to be looked up. */
    List<Asked> selected() {
        return List.copyOf(selected);
    }

    /** Their ids. */
    List<String> ids() {
        return selected.stream().map(Asked::observation).toList();
    }

    Origin origin() {
        return pair.origin();
    }

    /** The DataLink service that the document describes for its rows. */
    Optional<LinkService> linkService() {
        return LinkService.in(descriptors, columns, document);
    }

    private static String orNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
