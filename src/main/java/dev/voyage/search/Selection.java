package dev.voyage.search;

import dev.voyage.cone.ConeEvent;
import dev.voyage.datalink.Asked;
import dev.voyage.datalink.LinkService;
import dev.voyage.journal.SearchEvent;
import dev.voyage.journal.Tally;
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
    private final Condition condition;
    private final URI document;
    private final List<Asked> selected = new ArrayList<>();
    private final Set<String> met = new HashSet<>();
    private final List<ServiceDescriptor> descriptors = new ArrayList<>();
    private Columns columns = new Columns(List.of());
    private Predicate<Row> wanted = row -> true;
    private long refused;
    private boolean overflow;

    /**
     * @param condition or null for every row
     */
    Selection(Run run, Condition condition, URI document) {
        this.run = run;
        this.condition = condition;
        this.document = document;
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
            overflow = true;
            run.incomplete();
            run.degraded(document.getHost(), "there are more rows than were sent: " + more.message());
        } else if (event instanceof ConeEvent.Refused) {
            refused++;
            run.incomplete(); // cone has said which row, as a notice
        }
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> found(ConeEvent.Observation found) {
        Past past = run.past();
        Optional<Boolean> told = past.selects(found.id());
        boolean isLate = past.searched && told.isEmpty(); // the catalogue has been told to its end
        if (isLate || !run.scope().wants(found.id())) {
            return Uni.createFrom().voidItem();
        }
        if (told.orElse(false) || run.scope().expected().contains(found.id())) {
            met.add(found.id());
        }
        boolean selects = told.orElseGet(() -> wanted.test(found.row()));
        if (selects && isToBeLinked(found.id())) {
            selected.add(new Asked(found.id(), found.row()));
        }
        if (told.isPresent()) {
            return Uni.createFrom().voidItem();
        }
        SkyPosition at = found.position();
        return run.tell(new SearchEvent.ObservationFound(
                found.id(),
                at == null ? null : at.raDeg(),
                at == null ? null : at.decDeg(),
                found.offsetArcmin(),
                selects,
                found.row().toMap()));
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
        Tally tally = run.tally();
        List<SearchEvent.ColumnInfo> infos = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.at(i);
            infos.add(new SearchEvent.ColumnInfo(
                    columns.keys().get(i),
                    column.datatype().written(),
                    orNull(column.arraysize()),
                    orNull(column.unit()),
                    orNull(column.ucd()),
                    orNull(column.description())));
        }
        return new SearchEvent.CatalogueSearched(tally.observations(), tally.selected(), overflow, refused, infos);
    }

    List<Asked> selected() {
        return List.copyOf(selected);
    }

    /** The DataLink service that the document describes for its rows. */
    Optional<LinkService> linkService() {
        return LinkService.in(descriptors, columns, document);
    }

    private static String orNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
