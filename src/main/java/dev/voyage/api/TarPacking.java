package dev.voyage.api;

import dev.voyage.journal.FileRecord;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The bytes of a tar from one place to another, read from the disk as they are asked for, one chunk
 * at a time; at most one file is open. For one reader, once.
 */
final class TarPacking {

    private static final int CHUNK = 128 * 1024;

    private final TarSurvey survey;
    private final Function<FileRecord, Path> places;
    private final Executor disk;
    private final long end;

    private final Deque<FileRecord> waiting = new ArrayDeque<>(); // from here guarded by this
    private long at; // place in the tar of the entry that comes next
    private TarEntry current;
    private boolean closed;
    private long next; // place in the tar of the byte that comes next

    /**
     * @param places where a file lies
     * @param disk where reading may block
     */
    TarPacking(TarSurvey survey, Function<FileRecord, Path> places, Executor disk, ByteRange.Part part) {
        this.survey = survey;
        this.places = places;
        this.disk = disk;
        this.next = part.first();
        this.end = part.last() + 1;
    }

    /**
     * @param pages the manifest in order, as when it was surveyed or later
     * @return exactly the bytes asked for; fails with {@code STORAGE} at the first file that is not
     *     as the manifest says
     */
    Multi<Buffer> bytes(Multi<List<FileRecord>> pages) {
        Multi<Buffer> entries =
                pages.select().first(page -> !isThrough()).onItem().transformToMultiAndConcatenate(this::chunks);
        return Multi.createBy()
                .concatenating()
                .streams(entries, Multi.createFrom().deferred(this::tail))
                .onTermination()
                .invoke(() -> disk.execute(this::close)); // it waits for a read that is under way
    }

    private Multi<Buffer> chunks(List<FileRecord> page) {
        synchronized (this) {
            page.stream().filter(survey::has).forEach(waiting::add);
        }
        return Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom().item(this::chunk).runSubscriptionOn(disk))
                .until(chunk -> chunk.length() == 0);
    }

    /** Blocks. As much as there is of this page, at most a chunk. */
    private synchronized Buffer chunk() {
        var chunk = ByteBuffer.allocate((int) Math.min(CHUNK, end - next));
        while (chunk.hasRemaining() && !closed && advance()) {
            int before = chunk.position();
            try {
                current.read(next - at, chunk);
            } catch (IOException gone) {
                throw missing(current.file(), gone);
            }
            next += chunk.position() - before;
            if (next == at + current.length()) {
                drop();
            }
        }
        return Buffer.buffer(chunk.position()).appendBytes(chunk.array(), 0, chunk.position());
    }

    /** Makes the entry that holds the next byte the current one; false when this page has none. */
    private boolean advance() {
        while (current == null && !waiting.isEmpty()) {
            FileRecord file = waiting.poll();
            long length = TarSurvey.entryLength(file);
            if (next < at + length) {
                current = new TarEntry(file, places.apply(file));
            } else {
                at += length;
            }
        }
        return current != null;
    }

    private void drop() {
        at += current.length();
        closeCurrent();
    }

    private synchronized Multi<Buffer> tail() {
        long tail = end - next;
        if (tail > 0 && at != survey.length() - survey.tailLength()) {
            // a file that was here is not any more, not even in the manifest
            return Multi.createFrom()
                    .failure(Problem.of(Kind.STORAGE, "the manifest changed while its archive was being sent"));
        }
        return tail <= 0
                ? Multi.createFrom().empty()
                : Multi.createFrom().item(Buffer.buffer(new byte[Math.toIntExact(tail)]));
    }

    private static Problem missing(FileRecord file, IOException why) {
        return Problem.of(
                Kind.STORAGE,
                "file " + Quoted.of(file.file()) + " of search " + file.search() + " is not on disk as it was: "
                        + Quoted.of(String.valueOf(why.getMessage())),
                why);
    }

    private synchronized boolean isThrough() {
        return next >= end;
    }

    private synchronized void close() {
        closed = true;
        closeCurrent();
    }

    private void closeCurrent() {
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
