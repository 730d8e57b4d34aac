package dev.voyage.search.stage;

import dev.voyage.journal.event.SearchEvent;
import dev.voyage.registry.ConeService;
import dev.voyage.search.request.ConeKey;
import dev.voyage.search.request.ConeTask;
import dev.voyage.search.run.SearchRun;
import dev.voyage.sky.SkyPosition;
import io.smallrye.mutiny.Uni;

/** Skips the cone searches of targets that lie outside the coverage of their catalogue. */
final class CoverageCheck {

    private final SearchRun run;

    CoverageCheck(SearchRun run) {
        this.run = run;
    }

    /**
     * Records a cone search as skipped if it can have no rows. One with reported rows is continued in any case, and so is
     * one that is retried for some of its observations.
     *
     * @param service null if the catalogue has no cone search
     * @return whether it is skipped
     */
    Uni<Boolean> skips(ConeTask pair, SkyPosition at, ConeService service) {
        ConeKey origin = pair.origin();
        boolean isOutside = service != null
                && service.coverage() != null
                && run.past().cone(origin).counts().rows() == 0
                && !run.past().cone(origin).isSearched()
                && !run.scope().isLimited(origin)
                && !service.coverage().mayHold(at, run.request().radiusDeg());
        return isOutside
                ? run.tell(new SearchEvent.CatalogueSkipped(
                                SearchEvent.CatalogueSkipped.OUTSIDE_COVERAGE, origin.target(), origin.catalogue()))
                        .invoke(run.parts()::searched)
                        .replaceWith(true)
                : Uni.createFrom().item(false);
    }
}
