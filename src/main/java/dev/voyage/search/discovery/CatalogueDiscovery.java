package dev.voyage.search.discovery;

import dev.voyage.cone.ConeSearchClient;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import dev.voyage.registry.Catalogue;
import dev.voyage.registry.NearbyCatalogues;
import dev.voyage.registry.NearbyCatalogues.Ranked;
import dev.voyage.registry.NearbyCatalogues.Ranking;
import dev.voyage.registry.Registry;
import dev.voyage.search.discovery.DiscoveryEvent.Answered;
import dev.voyage.tap.TapClient;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.TraceSpan;
import dev.voyage.upstream.UpstreamListener;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks the catalogues around a place how many rows they have there, in the order of their ranking, a few at once, and reports each
 * as soon as it has answered.
 */
public final class CatalogueDiscovery {

    private final NearbyCatalogues nearby;
    private final CatalogueCounter counter;
    private final int concurrency;

    /** @param concurrency how many catalogues of one discovery are asked at once */
    public CatalogueDiscovery(Registry registry, ConeSearchClient cones, TapClient tap, int concurrency) {
        this.nearby = registry.nearby();
        this.counter = new CatalogueCounter(registry, cones, tap);
        this.concurrency = concurrency;
    }

    /**
     * A discovery that has not begun to ask.
     *
     * @param isOver whether the reader has the last event already
     * @param events {@code discovery.ranked}, then one event for each catalogue that has not answered yet, as they answer, then
     *     {@code discovery.ended}; behind {@code stream.gap} if the cursor does not fit. Catalogues are asked on demand;
     *     cancelling closes their connections. To be subscribed once
     */
    public record Discovery(boolean isOver, Multi<DiscoveryEvent> events) {}

    /**
     * Checks a cursor without asking anybody.
     *
     * @param parameter the name of the parameter that it is from
     * @throws Problem {@code BAD_PARAMETER} if it cannot be one
     */
    public static void checkCursor(String parameter, String cursor) {
        if (!DiscoveryProgress.isCursor(cursor)) {
            throw Problem.badParameter(
                    parameter, parameter + " must be the id of an event of a discovery, not " + QuotedText.of(cursor));
        }
    }

    /**
     * Ranks the catalogues, by the registry.
     *
     * @param cursor of the last event that the reader has; null for none
     * @return fails as {@link NearbyCatalogues#rank} and {@link NearbyCatalogues#describe}
     */
    public Uni<Discovery> discover(DiscoveryRequest request, String cursor) {
        var context = new RequestContext(UpstreamListener.NONE, request.party(), TraceSpan.NONE);
        return nearby.rank(request.place(), context).chain(ranking -> nearby.describe(ranking, request.limit(), context)
                .map(catalogues -> discovery(request, ranking, catalogues, cursor, context)));
    }

    private Discovery discovery(
            DiscoveryRequest request,
            Ranking ranking,
            List<Catalogue> catalogues,
            String cursor,
            RequestContext context) {
        List<String> ivoids = ranking.first().stream()
                .limit(catalogues.size())
                .map(Ranked::ivoid)
                .toList();
        DiscoveryProgress fresh = DiscoveryProgress.of(request.place(), ivoids);
        Optional<DiscoveryProgress> known = cursor == null ? Optional.of(fresh) : fresh.from(cursor);
        DiscoveryProgress progress = known.orElse(fresh);
        List<DiscoveryEvent> first = new ArrayList<>();
        if (known.isEmpty()) {
            first.add(DiscoveryEvent.gap(cursor, progress.cursor()));
        }
        first.add(DiscoveryEvent.ranked(request, ranking, catalogues.size(), progress.cursor()));
        List<Integer> waiting = progress.waiting();
        Multi<DiscoveryEvent> answers = Multi.createFrom()
                .iterable(waiting)
                .onItem()
                .transformToUni(index -> answer(request, index, catalogues.get(index), context))
                .merge(concurrency)
                .map(answered -> {
                    progress.set(answered.index(), answered.state());
                    return answered.at(progress.cursor());
                });
        Multi<DiscoveryEvent> last = Multi.createFrom().item(() -> DiscoveryEvent.ended(progress, ranking));
        Multi<DiscoveryEvent> events =
                Multi.createBy().concatenating().streams(Multi.createFrom().iterable(first), answers, last);
        return new Discovery(cursor != null && known.isPresent() && DiscoveryProgress.isEnd(cursor), events);
    }

    private Uni<Answered> answer(DiscoveryRequest request, int index, Catalogue catalogue, RequestContext context) {
        return counter.count(catalogue.ivoid(), request.place(), context)
                .map(count -> Answered.counted(index, catalogue, count))
                .onFailure(Problem.class)
                .recoverWithItem(problem -> Answered.failed(index, catalogue, problem))
                .onFailure(CatalogueCounter.NotCountable.class)
                .recoverWithItem(skipped -> Answered.skipped(index, catalogue, skipped.getMessage()));
    }
}
