package dev.voyage.api.events;

import dev.voyage.api.web.ProblemResponses;
import dev.voyage.journal.Journal;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.record.SearchRecord;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;

/** One reader's subscription: searches, its position in each, and the format of the events. Not for two threads at once. */
public final class StreamSubscription {

    private final List<SearchRecord> searches;
    private final CompositeCursor places;
    private final boolean several;
    private final StreamFormat format;

    private StreamSubscription(
            List<SearchRecord> searches, CompositeCursor places, boolean several, StreamFormat format) {
        this.searches = searches;
        this.places = places;
        this.several = several;
        this.format = format;
    }

    /**
     * A search's own events; ids are those of the events.
     *
     * @param cursor the reader's position, or null if it sent none
     */
    public static StreamSubscription one(SearchRecord search, EventCursor cursor, StreamFormat format) {
        var places = new CompositeCursor(List.of(search.id()));
        places.moveTo(search.id(), cursor == null ? 0 : cursor.in(search.id()));
        return new StreamSubscription(List.of(search), places, false, format);
    }

    /** The events of several searches; every id is the composite cursor of all. */
    static StreamSubscription several(List<SearchRecord> searches, CompositeCursor places, StreamFormat format) {
        return new StreamSubscription(searches, places, true, format);
    }

    StreamFormat format() {
        return format;
    }

    /** Whether all searches have ended and the reader has received all their events. */
    boolean isSeen() {
        return searches.stream()
                .allMatch(search -> search.phase().isEnd()
                        && places.in(search.id()) > 0
                        && places.in(search.id()) == search.lastSeq());
    }

    /** The frames before all events: a gap for each search with a cursor that does not exist. */
    Buffer preamble() {
        Buffer first = format.preamble();
        for (SearchRecord search : searches) {
            long asked = places.in(search.id());
            if (asked > search.lastSeq()) {
                places.moveTo(search.id(), search.lastSeq());
                first.appendBuffer(gap(search.id(), asked));
            }
        }
        return first;
    }

    /**
     * The reader's cursor is after the last event here. The frame's id is the position from which the reader continues, so that
     * its next reconnection requests events that exist.
     */
    private Buffer gap(String search, long asked) {
        return format.frame(id(search), "stream.gap", gap(search, asked, places.in(search)));
    }

    /** The event: the requested cursor does not exist, the search has only reached {@code resumedAt}. */
    static byte[] gap(String search, long asked, long resumedAt) {
        var event = new LinkedHashMap<String, Object>();
        event.put("type", "stream.gap");
        event.put("search", search);
        event.put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        event.put("asked", asked);
        event.put("resumedAt", resumedAt);
        return ProblemResponses.json(event);
    }

    private String id(String search) {
        return several ? places.toString() : EventCursor.id(search, places.in(search));
    }

    /** The events after the reader's positions, as they occur, ready to be written. */
    Flow.Publisher<Buffer> frames(Journal journal, FrameCache shared) {
        // no lambda captures this: ten thousand readers would hold ten thousand searches
        StreamFormat form = format;
        if (several) {
            Map<String, Long> from = new LinkedHashMap<>();
            searches.forEach(search -> from.put(search.id(), places.in(search.id())));
            CompositeCursor moving = places;
            return journal.batches(from)
                    .map(form.sse() ? batch -> composite(batch, moving, form) : batch -> shared.frames(batch, form));
        }
        String search = searches.get(0).id();
        Flow.Publisher<List<JournalEntry>> batches = journal.feed(search, places.in(search));
        return reader -> batches.subscribe(new MappingSubscriber<>(batch -> shared.frames(batch, form), reader));
    }

    /** The cursor also moves over the events that the reader does not want, so that it does not return to them. */
    private static Buffer composite(List<JournalEntry> batch, CompositeCursor places, StreamFormat format) {
        Buffer joined = Buffer.buffer(FrameCache.length(batch));
        for (JournalEntry entry : batch) {
            if (entry.isStored()) {
                places.moveTo(entry.search(), entry.seq());
            }
            if (format.types().has(entry)) {
                String id = entry.isStored() ? places.toString() : null;
                joined.appendBuffer(format.frame(id, entry.type(), FrameCache.json(entry)));
            }
        }
        return joined;
    }
}
