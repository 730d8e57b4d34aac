package dev.voyage;

import dev.voyage.cone.ConeSearchClient;
import dev.voyage.registry.Registry;
import dev.voyage.search.CatalogueDescriber;
import dev.voyage.search.discovery.CatalogueDiscovery;
import dev.voyage.search.limit.SearchLimits;
import dev.voyage.tap.TapClient;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.RetryPolicy;
import dev.voyage.votable.VotableReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Assembles the clients of the services of catalogues. */
@ApplicationScoped
class CatalogueWiring {

    @Produces
    @Singleton
    ConeSearchClient cones(Http http, RetryPolicy patience, VotableReader reader, SearchLimits limits) {
        return new ConeSearchClient(http, patience, reader, limits.rows());
    }

    @Produces
    @Singleton
    TapClient tap(Http http, RetryPolicy patience, VotableReader reader) {
        return new TapClient(http, patience, reader);
    }

    @Produces
    @Singleton
    CatalogueDescriber describer(Registry registry, ConeSearchClient cones, TapClient tap) {
        return new CatalogueDescriber(registry, cones, tap, Clock.systemUTC());
    }

    @Produces
    @Singleton
    CatalogueDiscovery discovery(Registry registry, ConeSearchClient cones, TapClient tap, SearchLimits limits) {
        return new CatalogueDiscovery(registry, cones, tap, limits.cones());
    }
}
