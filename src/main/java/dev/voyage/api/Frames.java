package dev.voyage.api;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** How events look on the wire. The JSON of an event is one line: JSON escapes line breaks. */
final class Frames {

    static final String EVENT_STREAM = "text/event-stream";
    static final String NDJSON = "application/x-ndjson";
    static final String JSON = "application/json";

    /** Reconnect after three seconds; the comment makes proxies flush. */
    static final Buffer PREAMBLE = Buffer.buffer("retry: 3000\n: here we go\n\n");

    static final Buffer HEARTBEAT = Buffer.buffer(":\n\n");

    private Frames() {}

    /**
     * One server-sent event.
     *
     * @param id or null for an event that is no place to resume from
     * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, 9.2.6</a>
     */
    static Buffer sse(String id, String type, byte[] json) {
        Buffer frame = Buffer.buffer(json.length + 96);
        if (id != null) {
            frame.appendString("id: ").appendString(id).appendByte((byte) '\n');
        }
        return frame.appendString("event: ")
                .appendString(type)
                .appendString("\ndata: ")
                .appendBytes(json)
                .appendString("\n\n");
    }

    /** One line. */
    static Buffer ndjson(byte[] json) {
        return Buffer.buffer(json.length + 1).appendBytes(json).appendByte((byte) '\n');
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
