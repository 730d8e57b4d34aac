package dev.voyage.api.snapshot;

import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Compressed snapshots of ended searches, which many late clients request: the most recently used ones, within a bound. */
final class SnapshotCache {

    private final long mostBytes;
    private final Map<String, Buffer> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;
    private long copying;

    /** @param mostBytes of the snapshots that are kept; half as much is for those being copied */
    SnapshotCache(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    synchronized Optional<Buffer> find(String key) {
        return Optional.ofNullable(kept.get(key));
    }

    /** A copy of a snapshot that is being sent, to be filled; it must be closed. */
    Copy copy(String key) {
        return new Copy(key);
    }

    private synchronized boolean reserve(int length) {
        boolean fits = copying + length <= mostBytes / 2;
        copying += fits ? length : 0;
        return fits;
    }

    private synchronized void release(int length) {
        copying -= length;
    }

    private synchronized void keep(String key, Buffer snapshot) {
        Buffer before = kept.put(key, snapshot);
        bytes += snapshot.length() - (before == null ? 0 : before.length());
        var oldest = kept.entrySet().iterator();
        while (bytes > mostBytes) {
            bytes -= oldest.next().getValue().length();
            oldest.remove();
        }
    }

    /** Collects the pieces of one snapshot while there is space for all that are being collected, regardless of their number. */
    final class Copy implements AutoCloseable {

        private final String key;
        private Buffer whole = Buffer.buffer(); // null once given up or closed

        private Copy(String key) {
            this.key = key;
        }

        synchronized void add(Buffer piece) {
            if (whole == null) {
                return;
            }
            if (reserve(piece.length())) {
                whole.appendBuffer(piece);
            } else {
                close();
            }
        }

        /** Keeps the snapshot, which is complete, unless there was no space for it. */
        synchronized void keep() {
            if (whole != null) {
                SnapshotCache.this.keep(key, whole.copy()); // without the spare room of a buffer that grew
            }
        }

        @Override
        public synchronized void close() {
            if (whole != null) {
                release(whole.length());
                whole = null;
            }
        }
    }
}
