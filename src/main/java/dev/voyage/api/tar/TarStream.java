package dev.voyage.api.tar;

import dev.voyage.api.message.ByteRange;
import dev.voyage.journal.record.FileRecord;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * The bytes of a tar from one position to another, read from the disk on demand, one chunk at a time; at most one file is open.
 * For one reader, once.
 */
final class TarStream {

    private static final int CHUNK = 128 * 1024;

    private final TarLayout survey;
    private final TarEntry.Opener opener;
    private final Executor disk;
    private final long end;

    private final Deque<FileRecord> waiting = new ArrayDeque<>(); // from here on, guarded by this
    private long at; // position in the tar of the next entry
    private TarEntry current;
    private boolean closed;
    private long next; // position in the tar of the next byte

    /**
     * @param opener opens a file
     * @param disk runs blocking reads
     */
    TarStream(TarLayout survey, TarEntry.Opener opener, Executor disk, ByteRange.Part part) {
        this.survey = survey;
        this.opener = opener;
        this.disk = disk;
        this.next = part.first();
        this.end = part.last() + 1;
    }

    /**
     * @param pages the manifest in order, as at the survey or later
     * @return exactly the requested bytes; fails with {@code STORAGE} at the first file that differs from the manifest
     */
    Multi<Buffer> bytes(Multi<List<FileRecord>> pages) {
        Multi<Buffer> entries =
                pages.select().first(page -> !isThrough()).onItem().transformToMultiAndConcatenate(this::chunks);
        return Multi.createBy()
                .concatenating()
                .streams(entries, Multi.createFrom().deferred(this::tail))
                .onTermination()
                .invoke(() -> disk.execute(this::close)); // it waits for a read in progress
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

    /** Blocks. The available bytes of this page, at most a chunk. */
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

    /** Makes the entry with the next byte the current one; false if this page has none. */
    private boolean advance() {
        while (current == null && !waiting.isEmpty()) {
            FileRecord file = waiting.poll();
            long length = TarLayout.entryLength(file);
            if (next < at + length) {
                current = new TarEntry(file, opener);
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
            // a file of the survey is no longer complete, or not in the manifest
            return Multi.createFrom()
                    .failure(Problem.of(ProblemType.STORAGE, "the manifest changed while its archive was being sent"));
        }
        return tail <= 0
                ? Multi.createFrom().empty()
                : Multi.createFrom().item(Buffer.buffer(new byte[Math.toIntExact(tail)]));
    }

    private static Problem missing(FileRecord file, IOException why) {
        return Problem.of(
                ProblemType.STORAGE,
                "file " + QuotedText.of(file.file()) + " of search " + file.search() + " is not on disk as it was: "
                        + QuotedText.of(String.valueOf(why.getMessage())),
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
