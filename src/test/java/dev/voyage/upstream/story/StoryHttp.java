package dev.voyage.upstream.story;

import dev.voyage.upstream.Http;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.TraceSpan;
import dev.voyage.upstream.UpstreamListener;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.rest.RestCall;
import dev.voyage.upstream.rest.RestClients;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sends the requests of the stories with a typed REST client over another client. */
final class StoryHttp implements Http {

    private static final Map<Http, StoryHttp> MADE = new ConcurrentHashMap<>();

    private final StoryClient successes;
    private final StoryClient statuses;

    private StoryHttp(Http http) {
        successes = RestClients.build(StoryClient.class, http);
        statuses = RestClients.build(StoryClient.class, anyStatus(http));
    }

    static StoryHttp over(Http http) {
        return MADE.computeIfAbsent(http, StoryHttp::new);
    }

    /** A client that treats no status as a failure. */
    private static Http anyStatus(Http http) {
        return new Http() {
            @Override
            public Uni<UpstreamResponse> send(UpstreamRequest ask) {
                return http.send(ask);
            }

            @Override
            public Uni<UpstreamResponse> ask(UpstreamRequest ask) {
                return http.send(ask);
            }
        };
    }

    @Override
    public Uni<UpstreamResponse> send(UpstreamRequest ask) {
        return call(statuses, ask);
    }

    @Override
    public Uni<UpstreamResponse> ask(UpstreamRequest ask) {
        return call(successes, ask);
    }

    private static Uni<UpstreamResponse> call(StoryClient client, UpstreamRequest ask) {
        var context = new RequestContext(UpstreamListener.NONE, ask.party(), TraceSpan.NONE);
        return RestCall.stream(context, ask.patience(), call -> switch (ask.method()) {
            case "POST" -> client.post(ask.uri(), "b", call);
            case "HEAD" -> client.head(ask.uri(), call);
            default ->
                client.get(
                        ask.uri(),
                        ask.headers().get("authorization"),
                        ask.headers().get("Cookie"),
                        ask.headers().get("Range"),
                        call);
        });
    }
}
