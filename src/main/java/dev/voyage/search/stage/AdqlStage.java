package dev.voyage.search.stage;

import dev.voyage.cone.ConeSearchClient;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.registry.ConeService;
import dev.voyage.registry.Registry;
import dev.voyage.search.request.ConeTask;
import dev.voyage.search.request.Via;
import dev.voyage.search.run.SearchRun;
import dev.voyage.tap.AdqlQuery;
import dev.voyage.tap.TapClient;
import dev.voyage.tap.TapEndpoint;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;

/** The rows of the query in a request, at a TAP service. They are recorded as they are parsed, and belong to no target. */
final class AdqlStage {

    private final Registry registry;
    private final TapClient tap;
    private final ConeSearchClient cone;
    private final SearchRun run;
    private final long mostRows;

    /**
     * @param mostRows of a search
     */
    AdqlStage(Registry registry, TapClient tap, ConeSearchClient cone, SearchRun run, long mostRows) {
        this.registry = registry;
        this.tap = tap;
        this.cone = cone;
        this.run = run;
        this.mostRows = mostRows;
    }

    /** The result, when the answer has ended; fails as the service is unknown or its answer fails. */
    Uni<ConeResult> search(ConeTask pair, RowRecorder recorder) {
        var query = new AdqlQuery(run.request().adql());
        return service(pair).chain(service -> {
            ConeResult result = recorder.result(pair, service.sync(), Via.TAP);
            return recorder.record(
                    pair,
                    result,
                    tap.query(
                            service,
                            query,
                            mostRows,
                            run.context(),
                            answer -> cone.query(service.base(), answer, run.context())));
        });
    }

    /** As earlier runs have recorded it, else the address in the request, else that of the registry. */
    private Uni<TapEndpoint> service(ConeTask pair) {
        ConeService known = run.past().services.get(pair.origin().catalogue());
        if (known != null) {
            return Uni.createFrom().item(new TapEndpoint(known.accessUrl()));
        }
        Optional<TapEndpoint> given = TapEndpoint.in(pair.catalogue());
        return given.map(service ->
                        told(new ConeService(null, null, service.base(), "given", false, Duration.ZERO), pair))
                .orElseGet(() ->
                        registry.tapService(pair.catalogue(), run.context()).chain(found -> told(found, pair)));
    }

    private Uni<TapEndpoint> told(ConeService found, ConeTask pair) {
        var service = new TapEndpoint(found.accessUrl());
        return run.tell(new SearchEvent.ServiceFound(
                        found.ivoid(),
                        found.title(),
                        service.base().toString(),
                        found.registry(),
                        false,
                        null,
                        pair.origin().catalogue(),
                        Via.TAP.word(),
                        "the request is a query in ADQL",
                        null,
                        null,
                        null,
                        null))
                .replaceWith(service);
    }
}
