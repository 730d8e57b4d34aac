package dev.voyage.api.events;

import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.api.message.QueryParameters;
import dev.voyage.api.web.EventFrames;
import dev.voyage.problem.Problem;
import io.vertx.core.buffer.Buffer;
import java.util.Set;

/**
 * The form of a stream, as its reader requests it.
 *
 * @param sse Server-Sent Events, otherwise NDJSON
 * @param named whether frames carry the type as their SSE event name. EventSource gives unnamed events to {@code onmessage},
 *     where one function receives every type
 */
public record StreamFormat(boolean sse, StreamHeartbeat heartbeat, EventTypes types, boolean named) {

    /** The query parameters of a stream's form. */
    static final Set<String> PARAMETERS = Set.of(StreamHeartbeat.PARAMETER, EventTypes.PARAMETER, "named");

    /** @throws Problem that names the parameter */
    public static StreamFormat of(String mediaType, QueryParameters query) {
        return new StreamFormat(
                mediaType.equals(MediaTypes.EVENT_STREAM),
                StreamHeartbeat.of(query),
                EventTypes.of(query),
                query.flag("named", true));
    }

    String mediaType() {
        return sse ? MediaTypes.EVENT_STREAM : MediaTypes.NDJSON;
    }

    /** Whether all readers of this media type receive the same frames. */
    boolean isUsual() {
        return named && types.isAll();
    }

    /**
     * One event.
     *
     * @param id or null for an event that readers cannot resume from
     */
    Buffer frame(String id, String type, byte[] json) {
        return sse ? EventFrames.sse(id, named ? type : null, json) : EventFrames.ndjson(json);
    }

    /** The beginning of a stream; empty for NDJSON. */
    Buffer preamble() {
        return sse ? heartbeat.preamble(named) : Buffer.buffer();
    }

    /** The heartbeat of an idle event stream. */
    Buffer beat() {
        return heartbeat.beat(named);
    }
}
