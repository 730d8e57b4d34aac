package dev.voyage.tap;

import dev.voyage.problem.Problem;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.ResponseScope;
import dev.voyage.upstream.RetryPolicy;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.votable.DividedRows;
import dev.voyage.votable.ErrorDocument;
import dev.voyage.votable.VotableReader;
import dev.voyage.votable.event.VotableEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Requests to TAP services: sent again while that may help, with errors in the service's words. */
final class TapExchange {

    private static final int LONGEST_ERROR = 1 << 16;

    private final Http http;
    private final RetryPolicy patience;
    private final VotableReader reader;

    TapExchange(Http http, RetryPolicy patience, VotableReader reader) {
        this.http = http;
        this.patience = patience;
        this.reader = reader;
    }

    VotableReader reader() {
        return reader;
    }

    /** Sends the request, and reads its answer to the end, again while that fails in a way that may pass. */
    <T> Uni<T> answered(UpstreamRequest ask, RequestContext notices, Function<UpstreamResponse, Uni<T>> read) {
        return answered(ask, notices, read, why -> why);
    }

    /** The same, with another meaning of failures: those that are not retryable then are not repeated. */
    <T> Uni<T> answered(
            UpstreamRequest ask,
            RequestContext notices,
            Function<UpstreamResponse, Uni<T>> read,
            UnaryOperator<Problem> meaning) {
        Uni<T> once = once(ask, read).onFailure(Problem.class).transform(meaning);
        return patience.with(once, notices);
    }

    /** The same without another attempt. */
    <T> Uni<T> once(UpstreamRequest ask, Function<UpstreamResponse, Uni<T>> read) {
        return ResponseScope.uni(
                http, leash -> leash.send(ask).chain(this::accepted).chain(read::apply));
    }

    /** The document that answers a request, sent once for each subscription and not again. */
    Multi<VotableEvent> document(UpstreamRequest ask, UnaryOperator<Problem> meaning) {
        return ResponseScope.multi(http, leash -> leash.send(ask)
                .chain(this::accepted)
                .onFailure(Problem.class)
                .transform(failure -> meaning.apply(failure))
                .onItem()
                .transformToMulti(answer -> reader.read(answer.body())));
    }

    /** Reads an answer with rows to its end. */
    Uni<DividedRows> collected(UpstreamResponse answer, Supplier<ChunkCollector> fresh) {
        return Uni.createFrom().deferred(() -> fresh.get().of(reader.read(answer.body())));
    }

    /** The answer if its status is a success, else the problem, if possible in the service's words. */
    private Uni<UpstreamResponse> accepted(UpstreamResponse answer) {
        if (answer.status() / 100 == 2) {
            return answer.successful(); // unless it is a part
        }
        return answer.bytes(LONGEST_ERROR)
                .onFailure(Problem.class)
                .recoverWithItem(new byte[0])
                .chain(body -> ErrorDocument.problemIn(body, reader))
                .chain(said -> answer.successful().onFailure(Problem.class).transform(failure -> said.map(
                                words -> failure.saying(words.detail()))
                        .orElse(failure)));
    }
}
