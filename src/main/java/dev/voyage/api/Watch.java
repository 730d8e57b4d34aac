package dev.voyage.api;

import dev.voyage.journal.Entry;
import dev.voyage.journal.Journal;
import dev.voyage.journal.SearchRecord;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.function.Function;

/**
 * What one reader watches: searches, his place in each, and how he wants the events. Not for two
 * threads at once.
 */
final class Watch {

    private final List<SearchRecord> searches;
    private final Places places;
    private final boolean several;
    private final boolean sse;

    private Watch(List<SearchRecord> searches, Places places, boolean several, String mediaType) {
        this.searches = searches;
        this.places = places;
        this.several = several;
        this.sse = mediaType.equals(Frames.EVENT_STREAM);
    }

    /**
     * A search's own events; ids are those of the events.
     *
     * @param cursor the reader's place, or null where it named none
     */
    static Watch one(SearchRecord search, Cursor cursor, String mediaType) {
        var places = new Places(List.of(search.id()));
        places.moveTo(search.id(), cursor == null ? 0 : cursor.in(search.id()));
        return new Watch(List.of(search), places, false, mediaType);
    }

    /** The events of several searches; every id is the composite cursor of all. */
    static Watch several(List<SearchRecord> searches, Places places, String mediaType) {
        return new Watch(searches, places, true, mediaType);
    }

    boolean isSse() {
        return sse;
    }

    /** Whether all have ended and the reader has seen it. */
    boolean isSeen() {
        return searches.stream()
                .allMatch(search -> search.phase().isEnd()
                        && places.in(search.id()) > 0
                        && places.in(search.id()) == search.lastSeq());
    }

    /** What stands before all events: for each search whose cursor is not there, a gap. */
    Buffer preamble() {
        Buffer first = sse ? Frames.PREAMBLE.copy() : Buffer.buffer();
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
     * The reader has seen what we do not have. The frame's id is where it goes on, so that its next
     * reconnection asks for what there is.
     */
    private Buffer gap(String search, long asked) {
        byte[] json = gap(search, asked, places.in(search));
        return sse ? Frames.sse(id(search), "stream.gap", json) : Frames.ndjson(json);
    }

    /** The event: the cursor asked for is not there, the search has got as far as {@code resumedAt}. */
    static byte[] gap(String search, long asked, long resumedAt) {
        var event = new LinkedHashMap<String, Object>();
        event.put("type", "stream.gap");
        event.put("search", search);
        event.put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        event.put("asked", asked);
        event.put("resumedAt", resumedAt);
        return Answers.json(event);
    }

    private String id(String search) {
        return several ? places.toString() : Cursor.id(search, places.in(search));
    }

    /** The events behind the reader's places, as they come, ready to be written. */
    Flow.Publisher<Buffer> frames(Journal journal, SharedFrames shared) {
        // no lambda holds this: ten thousand readers would hold ten thousand searches
        if (several) {
            Map<String, Long> from = new LinkedHashMap<>();
            searches.forEach(search -> from.put(search.id(), places.in(search.id())));
            Places moving = places;
            return journal.batches(from).map(sse ? batch -> composite(batch, moving) : shared::ndjson);
        }
        String search = searches.get(0).id();
        Flow.Publisher<List<Entry>> batches = journal.feed(search, places.in(search));
        Function<List<Entry>, Buffer> frames = sse ? shared::sse : shared::ndjson;
        return reader -> batches.subscribe(new Made<>(frames, reader));
    }

    private static Buffer composite(List<Entry> batch, Places places) {
        Buffer joined = Buffer.buffer(SharedFrames.length(batch));
        for (Entry entry : batch) {
            if (entry.isStored()) {
                places.moveTo(entry.search(), entry.seq());
            }
            joined.appendBuffer(
                    Frames.sse(entry.isStored() ? places.toString() : null, entry.type(), SharedFrames.json(entry)));
        }
        return joined;
    }
}
