package dev.voyage.api.events;

import dev.voyage.api.message.QueryParameters;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import io.vertx.core.buffer.Buffer;

/**
 * The heartbeat that keeps a quiet event stream open. HTML suggests comments; some clients lose an event that arrives in one
 * chunk with a comment before it (the Quarkus REST client 3.31 does; 3.33.2 delivers an empty item for the comment), and can
 * choose events instead.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, 9.2.7</a>
 */
public enum StreamHeartbeat {
    COMMENT(": here we go\n\n", ":\n\n"),
    /** An event without id, so that no reader resumes from it. */
    EVENT(StreamHeartbeat.DATA, StreamHeartbeat.DATA);

    private static final String DATA = "data: {\"type\":\"stream.heartbeat\"}\n\n";

    /** The query parameter that chooses. */
    static final String PARAMETER = "heartbeat";

    private final String first;
    private final String beat;

    StreamHeartbeat(String first, String beat) {
        this.first = first;
        this.beat = beat;
    }

    /**
     * @return comments unless the query chooses otherwise
     * @throws Problem that names the parameter
     */
    static StreamHeartbeat of(QueryParameters query) {
        String text = query.one(PARAMETER).orElse("comment");
        return switch (text) {
            case "comment" -> COMMENT;
            case "event" -> EVENT;
            default ->
                throw Problem.badParameter(
                        PARAMETER, PARAMETER + " must be comment or event, not " + QuotedText.of(text));
        };
    }

    /**
     * Sets reconnection after three seconds; the rest makes proxies flush. A new buffer each time: one in a static field would be
     * part of a native image, which cannot hold it.
     *
     * @param named whether an event has its type as its name
     */
    Buffer preamble(boolean named) {
        return Buffer.buffer("retry: 3000\n" + name(named) + first);
    }

    /** Clients ignore it; a new buffer as {@link #preamble}. */
    Buffer beat(boolean named) {
        return Buffer.buffer(name(named) + beat);
    }

    private String name(boolean named) {
        return this == EVENT && named ? "event: stream.heartbeat\n" : "";
    }
}
