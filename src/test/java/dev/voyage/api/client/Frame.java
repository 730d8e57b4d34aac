package dev.voyage.api.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One server-sent event.
 *
 * @param id null if absent
 * @param json null for a frame without data
 */
public record Frame(String id, String type, JsonNode json) {

    public String search() {
        return json.get("search").asText();
    }

    public long seq() {
        return json.path("seq").asLong();
    }

    /** All events of a finished response. */
    public static List<Frame> all(String body) {
        var frames = new ArrayList<Frame>();
        for (String text : body.split("\n\n", -1)) {
            Frame frame = of(text.lines().toList());
            if (frame.json() != null) {
                frames.add(frame);
            }
        }
        return frames;
    }

    /** The next event of a connection, without chunk sizes and comments; null at the end. */
    public static Frame next(BufferedReader reader) throws IOException {
        var lines = new ArrayList<String>();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (!line.isEmpty()) {
                lines.add(line);
                continue;
            }
            Frame frame = of(lines);
            if (frame.json() != null) {
                return frame;
            } else if (lines.equals(List.of("0"))) {
                return null; // the last chunk
            }
            lines.clear();
        }
        return null;
    }

    private static Frame of(List<String> lines) {
        String id = null;
        String type = null;
        JsonNode json = null;
        for (String line : lines) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                type = line.substring(7);
            } else if (line.startsWith("data: ")) {
                json = Client.json(line.substring(6));
            }
        }
        return new Frame(id, type, json);
    }
}
