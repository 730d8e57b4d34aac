package dev.voyage.journal.event;

/**
 * One method for each type of event: after a new type is added, no reader compiles until it handles the type.
 *
 * @param <R> result type of the methods
 */
public interface EventVisitor<R> extends ObservationEvent.ObservationVisitor<R>, FileEvent.FileVisitor<R> {

    R accepted(SearchEvent.Accepted event);

    R resolved(SearchEvent.TargetResolved event);

    R failed(SearchEvent.TargetFailed event);

    R found(SearchEvent.ServiceFound event);

    R failed(SearchEvent.ServiceFailed event);

    R searched(SearchEvent.CatalogueSearched event);

    R skipped(SearchEvent.CatalogueSkipped event);

    R failed(SearchEvent.CatalogueFailed event);

    R ready(SearchEvent.PlanReady event);

    R progress(SearchEvent.SearchProgress event);

    R throttled(SearchEvent.UpstreamThrottled event);

    R degraded(SearchEvent.UpstreamDegraded event);

    R ended(SearchEvent.Ended event);
}
