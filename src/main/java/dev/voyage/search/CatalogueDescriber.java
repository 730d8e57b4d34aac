package dev.voyage.search;

import dev.voyage.cone.ConeEvent;
import dev.voyage.cone.ConeQuery;
import dev.voyage.cone.ConeSearchClient;
import dev.voyage.cone.DataRanges;
import dev.voyage.cone.ImageQuery;
import dev.voyage.cone.PositionQuery;
import dev.voyage.cone.SpectrumQuery;
import dev.voyage.journal.event.ColumnInfo;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.registry.ConeService;
import dev.voyage.registry.DataProtocol;
import dev.voyage.registry.DataServices;
import dev.voyage.registry.Registry;
import dev.voyage.search.stage.ColumnReport;
import dev.voyage.sky.SkyPosition;
import dev.voyage.tap.TapAddress;
import dev.voyage.tap.TapClient;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.uri.Urls;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.DescribedColumn;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds the columns of a catalogue before anything is searched: in the registry, or by a cone search of radius zero, in TAP_SCHEMA,
 * or by a small search for images or spectra. A description is kept for an hour.
 */
public final class CatalogueDescriber {

    private static final Duration KEPT = Duration.ofHours(1);
    private static final int MOST_KEPT = 200;
    private static final int ALL_COLUMNS = 3;
    private static final SkyPosition ANYWHERE = new SkyPosition(0, 0);
    private static final double SMALL_DEG = 0.001;

    private final Registry registry;
    private final ConeSearchClient cones;
    private final TapClient tap;
    private final Clock clock;
    private final Map<String, Kept> kept = new LinkedHashMap<>(); // the oldest first; guarded by itself

    private record Kept(CatalogueDescription description, Instant at) {}

    public CatalogueDescriber(Registry registry, ConeSearchClient cones, TapClient tap, Clock clock) {
        this.registry = registry;
        this.cones = cones;
        this.tap = tap;
        this.clock = clock;
    }

    /**
     * Describes a catalogue.
     *
     * @param catalogue as in a search: a table name, an ivoid, the URL of a cone search, or a table of a TAP service
     * @return fails with {@code UNKNOWN_CATALOGUE}, with names that may have been meant in its member {@code suggestions};
     *     with {@code AMBIGUOUS_CATALOGUE} and {@code BAD_PARAMETER} as a search does; with {@code UNAVAILABLE} and others when
     *     none of the services describes it
     */
    public Uni<CatalogueDescription> describe(String catalogue, RequestContext notices) {
        return Uni.createFrom().deferred(() -> {
            Optional<CatalogueDescription> known = known(catalogue);
            return known.isPresent()
                    ? Uni.createFrom().item(known.get())
                    : asked(catalogue, notices).invoke(found -> keep(catalogue, found));
        });
    }

    private Optional<CatalogueDescription> known(String catalogue) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(catalogue))
                    .filter(entry -> entry.at().plus(KEPT).isAfter(clock.instant()))
                    .map(Kept::description);
        }
    }

    private void keep(String catalogue, CatalogueDescription found) {
        synchronized (kept) {
            kept.remove(catalogue);
            kept.put(catalogue, new Kept(found, clock.instant()));
            if (kept.size() > MOST_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
    }

    private Uni<CatalogueDescription> asked(String catalogue, RequestContext notices) {
        Optional<TapAddress> table = TapAddress.in(catalogue);
        if (table.isPresent()) {
            return ofTable(catalogue, null, null, table.get(), notices);
        }
        Registry.check(catalogue);
        boolean isUrl = catalogue.strip().toLowerCase(Locale.ROOT).startsWith("http");
        return isUrl ? ofService(catalogue, notices) : ofRegistry(catalogue, notices);
    }

    private Uni<CatalogueDescription> ofRegistry(String catalogue, RequestContext notices) {
        return registry.tables()
                .columns(catalogue, notices)
                .onFailure(Problem.class)
                .recoverWithItem(Optional.empty()) // a registry without these columns may still know the service
                .chain(found -> found.isPresent()
                        ? Uni.createFrom()
                                .item(new CatalogueDescription(
                                        catalogue,
                                        found.get().ivoid(),
                                        found.get().title(),
                                        "registry",
                                        found.get().registry(),
                                        infos(found.get().columns())))
                        : ofService(catalogue, notices)
                                .onFailure(CatalogueDescriber::isUnknown)
                                .recoverWithUni(unknown -> suggesting(catalogue, (Problem) unknown, notices)));
    }

    private Uni<CatalogueDescription> suggesting(String catalogue, Problem unknown, RequestContext notices) {
        return registry.tables().near(catalogue, notices).map(names -> {
            if (names.isEmpty()) {
                throw unknown;
            }
            throw unknown.saying(unknown.detail() + "; did you mean " + QuotedText.of(String.join(" or ", names)) + "?")
                    .with("suggestions", names);
        });
    }

    private static boolean isUnknown(Throwable failure) {
        return Problem.isOf(failure, ProblemType.UNKNOWN_CATALOGUE);
    }

    /** The columns of the answer to a cone search, which are those that a condition is about. */
    private Uni<CatalogueDescription> ofService(String catalogue, RequestContext notices) {
        return registry.coneService(catalogue, notices).onItemOrFailure().transformToUni((service, failure) -> {
            if (failure == null) {
                var query = new ConeQuery(service.accessUrl(), ANYWHERE, 0, ALL_COLUMNS);
                return answered(catalogue, service, query, notices)
                        .onFailure(Problem.class)
                        .recoverWithUni(problem -> ofItsTable(catalogue, service, problem, notices));
            }
            return isUnknown(failure)
                    ? ofData(catalogue, failure, notices)
                    : Uni.createFrom().failure(failure);
        });
    }

    /** The columns of the answer to a small search for images or spectra, if the catalogue has one in place of a cone search. */
    private Uni<CatalogueDescription> ofData(String catalogue, Throwable noCone, RequestContext notices) {
        return registry.dataServices()
                .find(catalogue, List.of(DataProtocol.values()), notices)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().failure(noCone)
                        : answered(catalogue, found.get(0).service(), small(found.get(0)), notices));
    }

    private static PositionQuery small(DataServices.Found found) {
        URI service = found.service().accessUrl();
        return switch (found.protocol()) {
            case SIA2 -> new ImageQuery(service, ANYWHERE, SMALL_DEG, DataRanges.NONE, 1);
            case SSA -> new SpectrumQuery(service, ANYWHERE, SMALL_DEG, DataRanges.NONE, 1);
        };
    }

    private Uni<CatalogueDescription> answered(
            String catalogue, ConeService service, PositionQuery query, RequestContext notices) {
        return cones.search(query, notices)
                .filter(ConeEvent.Started.class::isInstance)
                .toUni()
                .map(started -> new CatalogueDescription(
                        catalogue,
                        service.ivoid(),
                        service.title(),
                        query.protocol(),
                        Urls.authority(service.accessUrl()),
                        infos(((ConeEvent.Started) started).columns())));
    }

    private Uni<CatalogueDescription> ofItsTable(
            String catalogue, ConeService service, Problem failure, RequestContext notices) {
        if (service.ivoid() == null) {
            return Uni.createFrom().failure(failure);
        }
        return registry.tapTable(catalogue, notices)
                .chain(table -> table.isEmpty()
                        ? Uni.createFrom().failure(failure)
                        : ofTable(
                                catalogue,
                                service.ivoid(),
                                service.title(),
                                new TapAddress(
                                        table.get().service(), table.get().name()),
                                notices));
    }

    private Uni<CatalogueDescription> ofTable(
            String catalogue, String ivoid, String title, TapAddress table, RequestContext notices) {
        URI base = table.base();
        return tap.columns(table, notices)
                .map(columns ->
                        new CatalogueDescription(catalogue, ivoid, title, "tap", Urls.authority(base), infos(columns)));
    }

    private static List<ColumnInfo> infos(List<DescribedColumn> columns) {
        return columns.stream()
                .map(column -> new ColumnInfo(
                        column.name(),
                        column.datatype(),
                        column.arraysize(),
                        column.unit(),
                        column.ucd(),
                        column.description()))
                .toList();
    }

    private static List<ColumnInfo> infos(Columns columns) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> ColumnReport.of(columns.at(i), columns.keys().get(i)))
                .toList();
    }
}
