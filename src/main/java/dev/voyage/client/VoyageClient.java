package dev.voyage.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.coding.PercentCoding;
import dev.voyage.journal.event.EventCodec;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.problem.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.resteasy.reactive.client.SseEvent;

/**
 * A voyage that runs elsewhere. Requests are sent on subscription. They fail with {@link RefusedException} if the service
 * refuses, and with a {@link Problem} of kind {@code UNAVAILABLE} if it does not answer. JSON is as {@code docs/http-api.md}
 * describes it. Results may be delivered on threads that must not block, except where it is said.
 *
 * <p>Needs the running Quarkus application in which it was built.
 */
public final class VoyageClient implements AutoCloseable {

    /** The service of one's own machine. */
    public static final String DEFAULT_SERVER = "http://localhost:8080";

    /** The service sends a heartbeat every 15 s. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final ServiceRequests requests;
    private final Pauses pauses;
    private final Consumer<Long> onInterruption;

    VoyageClient(ServiceRequests requests, Pauses pauses, Consumer<Long> onInterruption) {
        this.requests = requests;
        this.pauses = pauses;
        this.onInterruption = onInterruption;
    }

    /**
     * A client of the service at this address.
     *
     * @param token secret or OpenID token, if the service requires one; sent to this service only
     * @throws Problem {@code BAD_PARAMETER} ({@code server}) if it is no address
     */
    public static VoyageClient of(String server, Optional<String> token) {
        return new VoyageClient(new ServiceRequests(server, token), Pauses.STANDARD, after -> {});
    }

    /** The same, with a listener for the number of the event behind which an interrupted stream of events is resumed. */
    public VoyageClient onInterruption(Consumer<Long> listener) {
        return new VoyageClient(requests, pauses, listener);
    }

    /**
     * Creates a search; repeated while the service does not answer, which creates no second one.
     *
     * @param request the fields of {@code POST /v1/searches}
     */
    public Uni<JsonNode> create(Map<String, ?> request) {
        URI address = requests.address("v1/searches");
        String body = EventCodec.text(request);
        return Uni.createFrom()
                .item(() -> UUID.randomUUID().toString())
                .chain(key -> pauses.repeat(requests.json(api -> api.create(address, key, body))));
    }

    /** The searches that match, the newest first: {@code searches}, and {@code next} if there are more. */
    public Uni<JsonNode> list(int limit) {
        return get("v1/searches?limit=" + limit);
    }

    /** The search now: its request, phase, outcome, tally. */
    public Uni<JsonNode> show(String search) {
        return get(path(search));
    }

    /**
     * The events of a search behind one of them, each once and in order, up to the last; signals, which have no number, in
     * between. Lost connections are resumed, also over a restart of the service; demand is respected. A connection without
     * any byte for a minute counts as lost. {@link EventCodec#read(JournalEntry)} gives the typed event.
     *
     * @param after number of the last event already known; 0 for all
     * @return fails if the service refuses, or is away for some minutes
     */
    public Multi<JournalEntry> follow(String search, long after) {
        return Multi.createFrom().deferred(() -> new EventFeed(origin(search), pauses, after).events());
    }

    private EventFeed.EventOrigin origin(String search) {
        return new EventFeed.EventOrigin() {
            @Override
            public Multi<JournalEntry> connect(long after) {
                return requests.events(
                                requests.address(path(search) + "/events?heartbeat=event"), String.valueOf(after))
                        .ifNoItem()
                        .after(SILENCE)
                        .fail()
                        .select()
                        .where(frame -> frame.data() != null) // a comment, of a proxy
                        .map(SseEvent::data)
                        .map(ReceivedEvents::read)
                        .select()
                        .where(entry -> !ReceivedEvents.isHeartbeat(entry));
            }

            @Override
            public Uni<Boolean> isOver(long after) {
                return show(search)
                        .map(state ->
                                state.has("outcome") && state.path("lastSeq").asLong(Long.MAX_VALUE) <= after);
            }

            @Override
            public void interrupted(long after) {
                onInterruption.accept(after);
            }
        };
    }

    /** Pauses a search. */
    public Uni<JsonNode> pause(String search) {
        return post(path(search) + "/pause");
    }

    /** Continues a paused search. */
    public Uni<JsonNode> resume(String search) {
        return post(path(search) + "/resume");
    }

    /**
     * Runs again the failures of a search; the result is a new search.
     *
     * @param observations ids of observations, and
     * @param files paths of files that alone are retried; all failures if both are empty
     */
    public Uni<JsonNode> retry(String search, List<String> observations, List<String> files) {
        var query = new StringJoiner("&", "?", "").setEmptyValue("");
        observations.forEach(id -> query.add("observation=" + PercentCoding.encode(id)));
        files.forEach(file -> query.add("file=" + PercentCoding.encode(file)));
        return post(path(search) + "/retry" + query);
    }

    /** Names a search. */
    public Uni<JsonNode> rename(String search, String name) {
        URI address = requests.address(path(search));
        String body = EventCodec.text(Map.of("name", name));
        return requests.json(api -> api.change(address, body));
    }

    /** Ends a search; its files stay. */
    public Uni<JsonNode> cancel(String search) {
        return delete(path(search));
    }

    /** Removes an ended search from the service; its last state, with {@code removed}. */
    public Uni<JsonNode> delete(String search, boolean withFiles) {
        return delete(path(search) + "?forget=true&files=" + (withFiles ? "delete" : "keep"));
    }

    private Uni<JsonNode> delete(String path) {
        URI address = requests.address(path);
        return requests.json(api -> api.delete(address));
    }

    private Uni<JsonNode> post(String path) {
        URI address = requests.address(path);
        return requests.json(api -> api.post(address));
    }

    /**
     * A resource as JSON, of up to 16 MiB.
     *
     * @param path relative to the server, such as {@code v1/targets?name=M31}
     */
    public Uni<JsonNode> get(String path) {
        URI address = requests.address(path);
        return requests.json(api -> api.get(address));
    }

    /**
     * The bytes of a table, file or archive, at the pace of their reader. Given on a thread that may block, on which they
     * are to be read; to be closed.
     *
     * @param path as for {@link #get}, or the {@code href} of a file
     */
    public Uni<InputStream> open(String path) {
        URI address = requests.address(path);
        return requests.open(api -> api.any(address));
    }

    /** The lines of a resource as NDJSON, such as {@code v1/discovery?…}, as they arrive, on a thread that may block. */
    public Multi<String> lines(String path) {
        URI address = requests.address(path);
        return NdjsonLines.of(requests.open(api -> api.lines(address)));
    }

    /** Has the service verify the files of a search: a line for each, then one with the counts. */
    public Multi<String> verify(String search) {
        URI address = requests.address(path(search) + "/verify");
        return NdjsonLines.of(requests.open(api -> api.postForLines(address)));
    }

    /** The address of a resource for programs that cannot send the token: with a ticket, valid for a minute. */
    public Uni<URI> ticketed(String path) {
        URI address = requests.address(path);
        return post("v1/tickets").map(answer -> {
            String ticket = PercentCoding.encode(answer.path("ticket").asText());
            return URI.create(address + (address.getRawQuery() == null ? "?" : "&") + "ticket=" + ticket);
        });
    }

    /** The address of a resource; of the page for an empty path, or one that begins with {@code ?}. */
    public URI address(String path) {
        return requests.address(path);
    }

    /** The path of a search. */
    public static String path(String search) {
        return "v1/searches/" + PercentCoding.encode(search);
    }

    @Override
    public void close() {
        requests.close();
    }
}
