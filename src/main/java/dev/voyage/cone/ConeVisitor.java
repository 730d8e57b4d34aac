package dev.voyage.cone;

/**
 * One method for each event of a cone search.
 *
 * @param <R> the result of a method
 */
public interface ConeVisitor<R> {

    R started(ConeEvent.Started event);

    R observation(ConeEvent.Observation event);

    R refused(ConeEvent.Refused event);

    R skipped(ConeEvent.Skipped event);

    R links(ConeEvent.Links event);

    R overflow(ConeEvent.Overflow event);
}
