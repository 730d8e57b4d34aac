package dev.voyage.search.stage;

import dev.voyage.journal.event.SearchEvent;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.registry.ConeService;
import dev.voyage.registry.Registry;
import dev.voyage.search.request.Via;
import dev.voyage.search.run.SearchRun;
import dev.voyage.tap.TapAddress;
import dev.voyage.tap.TapClient;
import dev.voyage.upstream.uri.Urls;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Chooses the protocol for a catalogue. Cone searches are the default: TAP is used only for several targets, and only if
 * registry, capabilities and TAP_SCHEMA leave no doubt about service and table; or if the request demands it. Searches for images
 * and spectra are used for catalogues with neither.
 */
final class ServiceChoice {

    /** With fewer targets, cone searches deliver their first rows sooner. */
    static final int FEWEST_TARGETS = 5;

    private final Registry registry;
    private final TapClient tap;
    private final SearchRun run;
    private final DataChoice data;

    ServiceChoice(Registry registry, TapClient tap, SearchRun run) {
        this.data = new DataChoice(registry.dataServices(), run);
        this.registry = registry;
        this.tap = tap;
        this.run = run;
    }

    /**
     * A service with the reason for its protocol.
     *
     * @param reason null if it was recorded by an earlier run
     */
    record Chosen(CatalogueService service, String reason) {

        /** The event, for the catalogue of this label. */
        SearchEvent event(String label) {
            ConeService found =
                    service.cone() == null ? withoutCone(service.tap().address()) : service.cone();
            return new SearchEvent.ServiceFound(
                    found.ivoid(),
                    found.title(),
                    found.accessUrl().toString(),
                    found.registry(),
                    found.cached(),
                    found.cached() ? found.age().toSeconds() : null,
                    label,
                    service.via().word(),
                    reason,
                    service.tap() == null ? null : service.tap().address().toString(),
                    found.version(),
                    found.table(),
                    found.coverage() == null ? null : found.coverage().toMoc());
        }

        private static ConeService withoutCone(TapAddress address) {
            return new ConeService(null, null, address.base(), "given", false, Duration.ZERO);
        }
    }

    /**
     * @param label of the catalogue in events
     * @param targets the number of targets to be searched in it
     * @return fails with the {@code Problem} for which it has no service
     */
    Uni<Chosen> of(String label, String catalogue, int targets) {
        Optional<TapAddress> given = TapAddress.in(catalogue);
        if (given.isPresent()) {
            return tap.open(given.get(), run.context())
                    .map(table -> new Chosen(
                            new CatalogueService(null, table),
                            run.past().services.containsKey(label)
                                    ? null
                                    : "the catalogue is a table of a TAP service"));
        }
        ConeService known = run.past().services.get(label);
        if (known != null) {
            return again(label, registry.asConfigured(known));
        } else if (data.isDemanded()) {
            return data.demanded(catalogue);
        }
        return registry.coneService(catalogue, run.context())
                .onItemOrFailure()
                .transformToUni((cone, failure) ->
                        failure == null ? first(cone, catalogue, targets) : withoutCone(catalogue, failure));
    }

    /** By TAP if it is an ivoid with a table, else by a search for images or spectra, if the record has one in place of a cone search. */
    private Uni<Chosen> withoutCone(String catalogue, Throwable failure) {
        Via wanted = run.request().via();
        if (failure instanceof Problem problem && problem.kind() == ProblemType.UNKNOWN_CATALOGUE) {
            if (catalogue.contains("#") && wanted != Via.CONE) {
                return tableOfTap(catalogue, failure);
            } else if (wanted == Via.AUTO) {
                return data.inPlace(catalogue, problem);
            }
        }
        return Uni.createFrom().failure(failure);
    }

    private Uni<Chosen> tableOfTap(String catalogue, Throwable noCone) {
        return registry.tapTable(catalogue, run.context())
                .chain(place -> place.isEmpty()
                        ? Uni.createFrom().failure(noCone)
                        : tap.open(
                                new TapAddress(
                                        place.get().service(), place.get().name()),
                                run.context()))
                .map(table -> new Chosen(
                        new CatalogueService(null, table), "the registry names no cone search, but this table"));
    }

    private Uni<Chosen> again(String label, ConeService cone) {
        String table = run.past().taps.get(label);
        if (table == null) {
            Via via = run.past().protocols.get(label);
            return Uni.createFrom().item(new Chosen(new CatalogueService(cone, null, via), null));
        }
        TapAddress address = TapAddress.recorded(table);
        boolean hasCone = !address.base().equals(cone.accessUrl());
        return !hasCone || run.request().via() == Via.TAP
                ? tap.open(address, run.context()).map(opened -> new Chosen(new CatalogueService(null, opened), null))
                : tap.open(address, run.context())
                        .map(opened -> new Chosen(new CatalogueService(cone, opened), null))
                        .onFailure(ServiceChoice::leavesCones)
                        .recoverWithItem(why -> {
                            run.degraded(
                                    Urls.authority(address.base()),
                                    "its TAP service is not used any more: " + detail(why));
                            return new Chosen(new CatalogueService(cone, null), null);
                        });
    }

    /**
     * The cone search of a catalogue in the next older version of the protocol, in place of one that refuses.
     *
     * @return empty if the registry names none
     */
    Uni<Optional<Chosen>> older(String catalogue, ConeService refusing, String reason) {
        if (refusing.version() == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        Uni<ConeService> chain = refusing.older() != null
                ? Uni.createFrom().item(refusing)
                : registry.coneService(catalogue, run.context()); // it was recorded by an earlier run
        return chain.map(newest -> Stream.iterate(newest, Objects::nonNull, ConeService::older)
                        .dropWhile(each -> !each.accessUrl().equals(refusing.accessUrl()))
                        .skip(1)
                        .findFirst()
                        .map(cone -> new Chosen(new CatalogueService(cone, null), reason)))
                .onFailure(ServiceChoice::leavesCones)
                .recoverWithItem(Optional.empty());
    }

    private Uni<Chosen> first(ConeService cone, String catalogue, int targets) {
        Via wanted = run.request().via();
        if (wanted == Via.CONE) {
            return cones(cone, "the request demands cone searches");
        } else if (wanted == Via.AUTO && targets < FEWEST_TARGETS) {
            return cones(cone, "there are fewer than " + FEWEST_TARGETS + " targets");
        } else if (cone.ivoid() == null && wanted == Via.AUTO) {
            return cones(cone, "the catalogue is the URL of a cone search");
        } else if (cone.ivoid() == null) {
            return Uni.createFrom()
                    .failure(() -> Problem.of(
                            ProblemType.UNKNOWN_CATALOGUE,
                            QuotedText.of(catalogue) + " is the URL of a cone search, and via is tap"));
        }
        Uni<Chosen> byTap = registry.tapTable(catalogue, run.context())
                .map(place -> place.orElseThrow(() -> Problem.of(
                        ProblemType.UNKNOWN_CATALOGUE,
                        "the registry names no TAP service with one table for " + QuotedText.of(catalogue))))
                .chain(place -> tap.open(new TapAddress(place.service(), place.name()), run.context()))
                .map(table -> new Chosen(
                        new CatalogueService(cone, table),
                        wanted == Via.TAP
                                ? "the request demands TAP"
                                : "one query asks about up to " + table.targets() + " of the " + targets + " targets"));
        return wanted == Via.TAP
                ? byTap
                : byTap.onFailure(ServiceChoice::leavesCones)
                        .recoverWithItem(why -> withoutTable(cone, targets, detail(why)));
    }

    private static Chosen withoutTable(ConeService cone, int targets, String reason) {
        var service = new CatalogueService(cone, null);
        return new Chosen(
                service,
                service.takesTables(targets)
                        ? reason + "; its cone search is asked about many of the " + targets + " targets at once"
                        : reason);
    }

    private static Uni<Chosen> cones(ConeService cone, String reason) {
        return Uni.createFrom().item(new Chosen(new CatalogueService(cone, null), reason));
    }

    private static boolean leavesCones(Throwable failure) {
        return failure instanceof Problem problem && problem.kind() != ProblemType.STORAGE;
    }

    private static String detail(Throwable problem) {
        return ((Problem) problem).detail();
    }
}
