package dev.voyage.upstream;

import dev.voyage.problem.Problem;
import dev.voyage.upstream.politeness.AnswerLimit;
import dev.voyage.upstream.uri.Urls;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The mirrors of one service, queried one after the other until one gives a usable answer. */
public final class MirrorFailover {

    private final List<URI> bases;
    private final AnswerLimit limit;

    /**
     * @param bases in the order in which they are queried
     * @param timeout for the whole answer of one mirror, from the turn at its host on
     */
    public MirrorFailover(List<URI> bases, Duration timeout) {
        this.bases = List.copyOf(bases);
        this.limit = new AnswerLimit(timeout);
    }

    /** A mirror that gave no usable answer, and why. */
    public record Failure(String host, String detail) {
        @Override
        public String toString() {
            return host + ": " + detail;
        }
    }

    /**
     * @param host the mirror that answered
     * @param earlier the mirrors before it, in order
     */
    public record Answer<T>(String host, T value, List<Failure> earlier) {}

    /** All of these, for a sentence. */
    public static String join(List<Failure> failures) {
        return failures.stream().map(Failure::toString).collect(Collectors.joining("; "));
    }

    /** Host and port of each mirror, in order. */
    public List<String> hosts() {
        return bases.stream().map(Urls::authority).toList();
    }

    /**
     * Queries the mirrors from the first on at each subscription. A {@link Problem} leads to the next one, any other failure ends
     * the query.
     *
     * @param ask queries the mirror at this base address; fails with a {@link Problem} if its answer is not usable
     * @param none the failure if no mirror has a usable answer
     */
    public <T> Uni<Answer<T>> first(Function<URI, Uni<T>> ask, Function<List<Failure>, Problem> none) {
        return Uni.createFrom().deferred(() -> from(0, List.of(), ask, none));
    }

    private <T> Uni<Answer<T>> from(
            int index, List<Failure> earlier, Function<URI, Uni<T>> ask, Function<List<Failure>, Problem> none) {
        if (index == bases.size()) {
            return Uni.createFrom().failure(() -> none.apply(earlier));
        }
        String host = Urls.authority(bases.get(index));
        return ask.apply(bases.get(index))
                .map(value -> new Answer<>(host, value, earlier))
                .onFailure(Problem.class)
                .recoverWithUni(problem -> {
                    var more = new ArrayList<>(earlier);
                    more.add(new Failure(host, problem.getMessage()));
                    return from(index + 1, List.copyOf(more), ask, none);
                });
    }

    /**
     * The answer of one mirror within the timeout; later it is cancelled, and {@code UNAVAILABLE}.
     *
     * @param ask queries the mirror in the context it gets
     */
    public <T> Uni<T> inTime(URI base, RequestContext context, Function<RequestContext, Uni<T>> ask) {
        return limit.of(Urls.authority(base), context, ask);
    }
}
