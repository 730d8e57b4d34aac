package dev.voyage.registry;

import dev.voyage.registry.interfaces.Ivoid;
import dev.voyage.registry.interfaces.ServiceInterface;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.uri.Urls;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The registry's knowledge of services for data around a position, besides cone searches. */
public final class DataServices {

    private final RegtapMirrors registries;

    DataServices(RegtapMirrors registries) {
        this.registries = registries;
    }

    /**
     * A service.
     *
     * @param service its address is that of queries, as registered
     * @param isShared whether it is one of other collections too, which its rows may belong to
     */
    public record Found(DataProtocol protocol, ConeService service, boolean isShared) {}

    /**
     * The services of a catalogue. Not cached.
     *
     * @param catalogue as for {@link Registry#coneService}; a URL is a service of the first protocol
     * @param wanted protocols that will do, the preferred first
     * @return at most one for each protocol, in this order; empty when the record has none of them that is open to all, or the
     *     catalogue is a table of a record, for which such services have no parameter; fails as {@link Registry#coneService}
     *     otherwise
     */
    public Uni<List<Found>> find(String catalogue, List<DataProtocol> wanted, RequestContext notices) {
        return Uni.createFrom().deferred(() -> {
            Optional<URI> given = ConeSearchUrl.in(catalogue);
            if (given.isPresent()) {
                var service = new ConeService(null, null, given.get(), "given", false, Duration.ZERO);
                return Uni.createFrom().item(List.of(new Found(wanted.get(0), service, false)));
            }
            Ivoid ivoid = Ivoid.of(catalogue);
            return ivoid.table().isPresent()
                    ? Uni.createFrom().item(List.of())
                    : registries
                            .ask(RegtapQueries.dataInterfaces(ivoid), notices)
                            .map(told -> all(ivoid, wanted, told));
        });
    }

    private static List<Found> all(Ivoid ivoid, List<DataProtocol> wanted, RegtapMirrors.Told told) {
        List<ServiceInterface> interfaces =
                told.rows().stream().map(ServiceInterface::of).toList();
        return wanted.stream()
                .flatMap(protocol -> ServiceInterface.best(interfaces, protocol::is).stream()
                        .map(best -> new Found(protocol, service(ivoid, best, told.host()), best.isAuxiliary())))
                .toList();
    }

    private static ConeService service(Ivoid ivoid, ServiceInterface found, String host) {
        String title = found.title().isEmpty() ? null : found.title();
        return new ConeService(ivoid.record(), title, Urls.parse(found.accessUrl()), host, false, Duration.ZERO);
    }
}
