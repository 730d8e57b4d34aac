package dev.voyage.api.web;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** The wire format of events. The JSON of an event is one line: JSON escapes line breaks. */
public final class EventFrames {

    private EventFrames() {}

    /**
     * One server-sent event.
     *
     * @param id or null for an event that readers cannot resume from
     * @param type or null for an event without a name, which EventSource calls message
     * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, 9.2.6</a>
     */
    public static Buffer sse(String id, String type, byte[] json) {
        Buffer frame = Buffer.buffer(json.length + 96);
        if (id != null) {
            frame.appendString("id: ").appendString(id).appendByte((byte) '\n');
        }
        if (type != null) {
            frame.appendString("event: ").appendString(type).appendByte((byte) '\n');
        }
        return frame.appendString("data: ").appendBytes(json).appendString("\n\n");
    }

    /** One line. */
    public static Buffer ndjson(byte[] json) {
        return Buffer.buffer(json.length + 1).appendBytes(json).appendByte((byte) '\n');
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
