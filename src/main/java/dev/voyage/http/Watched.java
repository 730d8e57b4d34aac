package dev.voyage.http;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Work that is a {@link Step} of somebody's: it begins with each subscription and ends as that
 * ends. What the work asks for is asked by the notices it is given, as part of the step. Where
 * nobody watches, the work is all there is.
 */
public final class Watched {

    private Watched() {}

    /**
     * @param name as of {@link Step#begin}
     * @param about its query is not told
     */
    public static <T> Multi<T> multi(String name, URI about, Notices notices, Function<Notices, Multi<T>> work) {
        if (notices.step() == Step.NONE) {
            return work.apply(notices);
        }
        return Multi.createFrom().deferred(() -> {
            Step step = notices.step().begin(name, Urls.loggable(about));
            return Multi.createFrom()
                    .deferred(() -> work.apply(new Part(notices, step)))
                    .onTermination()
                    .invoke((failure, cancelled) -> step.end(how(failure, cancelled), failure));
        });
    }

    /** As {@link #multi}, for one item. */
    public static <T> Uni<T> uni(String name, URI about, Notices notices, Function<Notices, Uni<T>> work) {
        if (notices.step() == Step.NONE) {
            return work.apply(notices);
        }
        return Uni.createFrom().deferred(() -> {
            Step step = notices.step().begin(name, Urls.loggable(about));
            return Uni.createFrom()
                    .deferred(() -> work.apply(new Part(notices, step)))
                    .onTermination()
                    .invoke((item, failure, cancelled) -> step.end(how(failure, cancelled), failure));
        });
    }

    private static String how(Throwable failure, boolean cancelled) {
        return cancelled ? "cancelled" : failure == null ? "done" : "failed";
    }

    /** Who wanted to know still does. */
    private record Part(Notices whole, Step step) implements Notices {

        @Override
        public void throttled(String host, String detail, Optional<Duration> retryAfter) {
            whole.throttled(host, detail, retryAfter);
        }

        @Override
        public void degraded(String host, String detail) {
            whole.degraded(host, detail);
        }

        @Override
        public Party party() {
            return new Party(whole.party().name(), step.headers());
        }
    }
}
