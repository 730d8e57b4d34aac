package dev.voyage.upstream;

import dev.voyage.upstream.uri.Urls;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.function.Function;

/**
 * Runs work within a {@link TraceSpan} of its own: the span begins with each subscription and ends with it. The work must make
 * its requests in the context passed to it, so that they belong to the span. Without tracing, the work runs as it is.
 */
public final class TracedOperation {

    private TracedOperation() {}

    /**
     * @param name as of {@link TraceSpan#begin}
     * @param about its query is not reported
     */
    public static <T> Multi<T> multi(
            String name, URI about, RequestContext notices, Function<RequestContext, Multi<T>> work) {
        if (notices.span() == TraceSpan.NONE) {
            return work.apply(notices);
        }
        return Multi.createFrom().deferred(() -> {
            TraceSpan step = notices.span().begin(name, Urls.loggable(about));
            return Multi.createFrom()
                    .deferred(() -> work.apply(notices.in(step)))
                    .onTermination()
                    .invoke((failure, cancelled) -> step.end(how(failure, cancelled), failure));
        });
    }

    /** As {@link #multi}, for one item. */
    public static <T> Uni<T> uni(
            String name, URI about, RequestContext notices, Function<RequestContext, Uni<T>> work) {
        if (notices.span() == TraceSpan.NONE) {
            return work.apply(notices);
        }
        return Uni.createFrom().deferred(() -> {
            TraceSpan step = notices.span().begin(name, Urls.loggable(about));
            return Uni.createFrom()
                    .deferred(() -> work.apply(notices.in(step)))
                    .onTermination()
                    .invoke((item, failure, cancelled) -> step.end(how(failure, cancelled), failure));
        });
    }

    private static String how(Throwable failure, boolean cancelled) {
        return cancelled ? "cancelled" : failure == null ? "done" : "failed";
    }
}
