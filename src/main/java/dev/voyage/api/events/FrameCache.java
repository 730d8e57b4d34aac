package dev.voyage.api.events;

import dev.voyage.journal.event.JournalEntry;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * Frames of batches that many readers receive: encoded once, and the same bytes are sent to all of them. The result must not be
 * appended to.
 */
final class FrameCache {

    private static final int SLOTS = 64;

    /** Larger batches come from the store, for one reader each. */
    private static final int LARGEST = 16 * 1024;

    private static final int ENVELOPE = 96;

    private record Made(List<JournalEntry> batch, Buffer frames) {}

    private final AtomicReferenceArray<Made> sse = new AtomicReferenceArray<>(SLOTS);
    private final AtomicReferenceArray<Made> ndjson = new AtomicReferenceArray<>(SLOTS);

    /** The events of one search that the reader wants, each with its own id; empty if it wants none of them. */
    Buffer frames(List<JournalEntry> batch, StreamFormat format) {
        Function<JournalEntry, Buffer> frame = entry -> format.frame(id(entry), entry.type(), json(entry));
        if (format.isUsual()) {
            return shared(format.sse() ? sse : ndjson, batch, frame);
        }
        List<JournalEntry> wanted = format.types().in(batch);
        return joined(wanted, length(wanted), frame);
    }

    private static String id(JournalEntry entry) {
        return entry.isStored() ? EventCursor.id(entry.search(), entry.seq()) : null;
    }

    private static Buffer shared(
            AtomicReferenceArray<Made> slots, List<JournalEntry> batch, Function<JournalEntry, Buffer> frame) {
        int slot = System.identityHashCode(batch) & (SLOTS - 1);
        Made known = slots.get(slot);
        if (known != null && known.batch() == batch) {
            return known.frames();
        }
        int length = length(batch);
        Buffer joined = joined(batch, length, frame);
        if (length <= LARGEST) {
            slots.set(slot, new Made(batch, joined));
        }
        return joined;
    }

    private static Buffer joined(List<JournalEntry> batch, int length, Function<JournalEntry, Buffer> frame) {
        Buffer joined = Buffer.buffer(length);
        batch.forEach(entry -> joined.appendBuffer(frame.apply(entry)));
        return joined;
    }

    /** The approximate length of the frames, in bytes. */
    static int length(List<JournalEntry> batch) {
        return batch.stream().mapToInt(entry -> entry.length() + ENVELOPE).sum();
    }

    static byte[] json(JournalEntry entry) {
        byte[] json = new byte[entry.length()];
        entry.json().get(json);
        return json;
    }
}
