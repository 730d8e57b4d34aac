package dev.voyage.api;

import dev.voyage.journal.Entry;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * Frames of batches that many readers get: made once, and the same bytes go to all of them. What is
 * returned must not be appended to.
 */
final class SharedFrames {

    private static final int SLOTS = 64;

    /** Larger ones come from the store, for one reader each. */
    private static final int LARGEST = 16 * 1024;

    private static final int ENVELOPE = 96;

    private record Made(List<Entry> batch, Buffer frames) {}

    private final AtomicReferenceArray<Made> sse = new AtomicReferenceArray<>(SLOTS);
    private final AtomicReferenceArray<Made> ndjson = new AtomicReferenceArray<>(SLOTS);

    /** The events of one search, each with its own id. */
    Buffer sse(List<Entry> batch) {
        return frames(sse, batch, entry -> {
            String id = entry.isStored() ? Cursor.id(entry.search(), entry.seq()) : null;
            return Frames.sse(id, entry.type(), json(entry));
        });
    }

    Buffer ndjson(List<Entry> batch) {
        return frames(ndjson, batch, entry -> Frames.ndjson(json(entry)));
    }

    private static Buffer frames(AtomicReferenceArray<Made> slots, List<Entry> batch, Function<Entry, Buffer> frame) {
        int slot = System.identityHashCode(batch) & (SLOTS - 1);
        Made known = slots.get(slot);
        if (known != null && known.batch() == batch) {
            return known.frames();
        }
        int length = length(batch);
        Buffer joined = Buffer.buffer(length);
        batch.forEach(entry -> joined.appendBuffer(frame.apply(entry)));
        if (length <= LARGEST) {
            slots.set(slot, new Made(batch, joined));
        }
        return joined;
    }

    /** Of the frames, about, in bytes. */
    static int length(List<Entry> batch) {
        return batch.stream().mapToInt(entry -> entry.length() + ENVELOPE).sum();
    }

    static byte[] json(Entry entry) {
        byte[] json = new byte[entry.length()];
        entry.json().get(json);
        return json;
    }
}
