package dev.voyage.search.discovery;

import dev.voyage.cone.ConeQuery;
import dev.voyage.cone.ConeSearchClient;
import dev.voyage.cone.DataRanges;
import dev.voyage.cone.ImageQuery;
import dev.voyage.cone.LimitedConeQuery;
import dev.voyage.cone.PositionQuery;
import dev.voyage.cone.SpectrumQuery;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.registry.ConeService;
import dev.voyage.registry.DataProtocol;
import dev.voyage.registry.DataServices;
import dev.voyage.registry.NearbyCatalogues.Place;
import dev.voyage.registry.Registry;
import dev.voyage.tap.TapAddress;
import dev.voyage.tap.TapClient;
import dev.voyage.tap.TapEndpoint;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.uri.Urls;
import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.table.Row;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts the rows of a catalogue around a place: those of the smallest answer to its cone search, up to a limit; by TAP if that
 * answer is cut or refused and the registry names a table; or those of its search for images or spectra.
 */
final class CatalogueCounter {

    /** Most rows of one answer that are read. */
    static final int MOST_ROWS = 1000;

    /** Most tables of one record that are asked. */
    private static final int MOST_TABLES = 20;

    /** The fewest columns of a cone search (SCS 1.1, 2.2). */
    private static final int FEW = 1;

    private static final String CONE = "cone";
    private static final String TAP = "tap";

    private final Registry registry;
    private final ConeSearchClient cones;
    private final TapClient tap;

    CatalogueCounter(Registry registry, ConeSearchClient cones, TapClient tap) {
        this.registry = registry;
        this.cones = cones;
        this.tap = tap;
    }

    /**
     * The rows of a catalogue.
     *
     * @param atLeast whether there may be more
     * @param how the protocol: {@code cone}, {@code tap}, {@code sia} or {@code ssa}
     * @param tables of a record with several; else empty
     */
    record Count(long rows, boolean atLeast, String how, List<Table> tables) {}

    /**
     * One of several tables.
     *
     * @param catalogue its name as the catalogue of a search
     */
    record Table(String catalogue, long rows, boolean atLeast) {}

    /** A catalogue that cannot be asked about its own rows. */
    static final class NotCountable extends RuntimeException {
        private static final long serialVersionUID = 1;

        /** @param reason in events */
        NotCountable(String reason) {
            super(reason, null, false, false);
        }
    }

    /**
     * Counts.
     *
     * @return fails with {@link NotCountable}, or with the {@code Problem} of the registry or the service
     */
    Uni<Count> count(String ivoid, Place place, RequestContext context) {
        return registry.coneService(ivoid, context)
                .onItemOrFailure()
                .transformToUni((cone, failure) -> failure == null
                        ? byCone(cone, place, context)
                                .onItemOrFailure()
                                .transformToUni((count, refusal) -> exact(ivoid, count, refusal, place, context))
                        : withoutOne(ivoid, failure, place, context));
    }

    private Uni<Count> withoutOne(String ivoid, Throwable failure, Place place, RequestContext context) {
        if (Problem.isOf(failure, ProblemType.AMBIGUOUS_CATALOGUE)) {
            return byTables(((Problem) failure), place, context);
        }
        return Problem.isOf(failure, ProblemType.UNKNOWN_CATALOGUE)
                ? byData(ivoid, place, context)
                : Uni.createFrom().failure(failure);
    }

    /** In the newest version of the protocol that does not refuse. */
    private Uni<Count> byCone(ConeService service, Place place, RequestContext context) {
        var cone = new ConeQuery(service.accessUrl(), place.at(), place.radiusDeg(), FEW, service.table());
        PositionQuery query = service.version() == null ? cone : new LimitedConeQuery(cone, MOST_ROWS);
        return rows(query, CONE, context)
                .onFailure(failure -> isRefusal(failure) && service.older() != null)
                .recoverWithUni(() -> byCone(service.older(), place, context));
    }

    /** The count of TAP in place of one that is cut, or of a refusal, if there is one. */
    private Uni<Count> exact(
            String ivoid, Count countOrNull, Throwable refusalOrNull, Place place, RequestContext context) {
        Uni<Count> known = refusalOrNull == null
                ? Uni.createFrom().item(countOrNull)
                : Uni.createFrom().failure(refusalOrNull);
        boolean isWanted = refusalOrNull == null ? countOrNull.atLeast() : isRefusal(refusalOrNull);
        return isWanted
                ? byTap(ivoid, place, context)
                        .onFailure(Problem.class)
                        .recoverWithItem(Optional.empty())
                        .chain(exact -> exact.isPresent() ? Uni.createFrom().item(exact.get()) : known)
                : known;
    }

    private Uni<Optional<Count>> byTap(String ivoid, Place place, RequestContext context) {
        return registry.tapTable(ivoid, context)
                .chain(table -> table.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : byTap(
                                        new TapAddress(
                                                table.get().service(),
                                                table.get().name()),
                                        place,
                                        context)
                                .map(rows -> Optional.of(new Count(rows, false, TAP, List.of()))));
    }

    private Uni<Long> byTap(TapAddress table, Place place, RequestContext context) {
        return tap.counting(table, place.at(), place.radiusDeg(), context)
                .chain(query -> tap.query(
                                new TapEndpoint(table.base()), query, 1, context, CatalogueCounter::answeredRows)
                        .collect()
                        .asList())
                .map(rows -> number(table, rows));
    }

    private static Multi<Row> answeredRows(Multi<VotableEvent> events) {
        return events.filter(VotableEvent.RowRead.class::isInstance)
                .map(event -> ((VotableEvent.RowRead) event).row())
                .select()
                .first(2);
    }

    private static long number(TapAddress table, List<Row> rows) {
        Optional<String> text = rows.size() == 1 ? rows.get(0).text(0) : Optional.empty();
        return text.filter(digits -> digits.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElseThrow(() -> Problem.of(ProblemType.MALFORMED, "the answer to a COUNT is not one number")
                        .at(Urls.authority(table.base())));
    }

    /** One table after the other: they are of one host. */
    private Uni<Count> byTables(Problem ambiguous, Place place, RequestContext context) {
        List<?> choices = ambiguous.members().get("choices") instanceof List<?> all ? all : List.of();
        List<Map<?, ?>> tables = new ArrayList<>();
        choices.forEach(choice -> tables.add((Map<?, ?>) choice));
        return Multi.createFrom()
                .iterable(tables.subList(0, Math.min(MOST_TABLES, tables.size())))
                .onItem()
                .transformToUniAndConcatenate(table -> table(table, place, context))
                .collect()
                .asList()
                .map(counted -> new Count(
                        counted.stream().mapToLong(Table::rows).sum(),
                        tables.size() > MOST_TABLES || counted.stream().anyMatch(Table::atLeast),
                        CONE,
                        counted));
    }

    private Uni<Table> table(Map<?, ?> choice, Place place, RequestContext context) {
        URI address = Urls.parse(choice.get("accessUrl").toString());
        return rows(new ConeQuery(address, place.at(), place.radiusDeg(), FEW), CONE, context)
                .map(count -> new Table(choice.get("catalogue").toString(), count.rows(), count.atLeast()));
    }

    private Uni<Count> byData(String ivoid, Place place, RequestContext context) {
        return registry.dataServices()
                .find(ivoid, List.of(DataProtocol.values()), context)
                .chain(found -> {
                    if (found.isEmpty()) {
                        throw new NotCountable("no-service");
                    } else if (found.get(0).isShared()) {
                        throw new NotCountable("shared-service"); // its rows may be of other catalogues
                    }
                    PositionQuery query = data(found.get(0), place);
                    return rows(query, query.protocol(), context);
                });
    }

    private static PositionQuery data(DataServices.Found found, Place place) {
        URI service = found.service().accessUrl();
        return switch (found.protocol()) {
            case SIA2 -> new ImageQuery(service, place.at(), place.radiusDeg(), DataRanges.NONE, MOST_ROWS);
            case SSA -> new SpectrumQuery(service, place.at(), place.radiusDeg(), DataRanges.NONE, MOST_ROWS);
        };
    }

    private Uni<Count> rows(PositionQuery query, String how, RequestContext context) {
        return Uni.createFrom().deferred(() -> {
            var tally = new RowTally(MOST_ROWS);
            return cones.search(query, context)
                    .select()
                    .first(tally::takes)
                    .onItem()
                    .ignoreAsUni()
                    .map(read -> new Count(tally.rows(), tally.isCut(), how, List.of()));
        });
    }

    private static boolean isRefusal(Throwable failure) {
        return Problem.isOf(failure, ProblemType.REFUSED, ProblemType.MALFORMED);
    }
}
