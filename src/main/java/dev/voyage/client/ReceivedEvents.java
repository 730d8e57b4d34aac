package dev.voyage.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.journal.event.EventCodec;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Lines of an event stream as entries. */
final class ReceivedEvents {

    private static final String GAP = "stream.gap";
    private static final String HEARTBEAT = "stream.heartbeat";

    private ReceivedEvents() {}

    /**
     * The event of a line, whose text it keeps; its number is 0 if it is not stored.
     *
     * @throws Problem {@code UNAVAILABLE} if it is not an event: the connection was cut, or leads elsewhere
     */
    static JournalEntry read(String line) {
        JsonNode event = json(line);
        String time = event.path("time").asText();
        try {
            return JournalEntry.read(
                    event.path("search").asText(),
                    event.path("seq").asLong(),
                    event.path("type").asText(),
                    time.isEmpty() ? Instant.EPOCH : Instant.parse(time),
                    line);
        } catch (DateTimeParseException noTime) {
            throw notAnEvent(line, noTime);
        }
    }

    private static JsonNode json(String line) {
        try {
            JsonNode event = EventCodec.MAPPER.readTree(line);
            if (event.path("type").isTextual()) {
                return event;
            }
            throw notAnEvent(line, null);
        } catch (JsonProcessingException noJson) {
            throw notAnEvent(line, noJson);
        }
    }

    private static Problem notAnEvent(String line, Exception causeOrNull) {
        return Problem.of(ProblemType.UNAVAILABLE, "this is not an event: " + QuotedText.of(line), causeOrNull);
    }

    static boolean isHeartbeat(JournalEntry entry) {
        return entry.type().equals(HEARTBEAT);
    }

    /** The number of the last event that a reader of this one knows; a gap moves it back, other signals keep it. */
    static long position(JournalEntry entry, long before) {
        return entry.type().equals(GAP)
                ? json(entry.text()).path("resumedAt").asLong(before)
                : Math.max(before, entry.seq());
    }
}
