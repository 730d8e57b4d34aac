package dev.voyage.notify;

import dev.voyage.journal.event.EventCodec;
import dev.voyage.journal.record.EndNotification;
import dev.voyage.journal.record.SearchRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The body of a notification: an event in CloudEvents' structured JSON form. Its data is the end of the search in short, with the
 * address where a receiver finds the rest.
 *
 * @param id of the event, the same for every attempt
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">CloudEvents 1.0.2, JSON</a>
 */
record EndMessage(String id, String body) {

    static final String MEDIA_TYPE = "application/cloudevents+json; charset=utf-8";

    private static final String SOURCE = "/v1/searches";

    /**
     * Of a search that has ended.
     *
     * @param service the public address of this service without a slash at its end; empty if unknown, then addresses are paths
     */
    static EndMessage of(EndNotification notification, SearchRecord search, String service) {
        var data = new LinkedHashMap<String, Object>();
        data.put("search", search.id());
        data.put("href", service + search.href());
        data.put("outcome", search.outcome().word());
        data.put("tally", search.tally());
        data.put("lastSeq", search.lastSeq());
        if (search.problem() != null) {
            data.put("problem", search.problem());
        }
        String id = search.id() + "-" + notification.number();
        return message(id, service, search.outcome().eventType(), search.id(), search.ended(), data);
    }

    /** Of a trial. */
    static EndMessage trial(String id, String service, Instant now) {
        return message(id, service, "test", null, now, Map.of());
    }

    private static EndMessage message(
            String id, String service, String type, String subject, Instant time, Map<String, Object> data) {
        var event = new LinkedHashMap<String, Object>();
        event.put("specversion", "1.0");
        event.put("id", id);
        event.put("source", service + SOURCE);
        event.put("type", "dev.voyage." + type);
        if (subject != null) {
            event.put("subject", subject);
        }
        event.put("time", time.truncatedTo(ChronoUnit.MILLIS).toString());
        event.put("datacontenttype", "application/json");
        event.put("data", data);
        return new EndMessage(id, ascii(EventCodec.text(event)));
    }

    /** Only strings of JSON can have other characters, and there an escape is the same. */
    private static String ascii(String json) {
        var ascii = new StringBuilder(json.length());
        json.chars().forEach(c -> {
            if (c < 0x80) {
                ascii.append((char) c);
            } else {
                ascii.append(String.format("\\u%04x", c));
            }
        });
        return ascii.toString();
    }
}
