package dev.voyage.download.ranges;

import dev.voyage.download.mirror.BlockingExecutor;
import dev.voyage.download.mirror.PartMetadata;
import dev.voyage.download.source.DownloadConfig;
import dev.voyage.problem.Problem;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * The body of a large file, in order, from several connections if that is faster. It begins as the one response. While that goes
 * on, ranges further ahead are received into files of their own, which the reader gets when the response has come to the first of
 * them; then the response is cut off, and everything else comes in ranges. So the bytes are written without a hole.
 *
 * <p>A range is only asked for while the host has a permit to spare. If a range fails, or other bytes come than were asked for,
 * the one response simply goes on; if it has been cut off already, the body fails.
 */
public final class RangedBody {

    private static final Logger LOG = Logger.getLogger(RangedBody.class);
    private static final ByteBuffer END = ByteBuffer.allocate(0); // a socket never delivers an empty buffer

    /** Ranges of a file of the least size for each connection, and the size up to which larger files have larger ranges. */
    private static final int RANGES_EACH = 2;

    private static final long LONGEST_RANGE = 32 << 20;

    private final RangeSource source;
    private final UpstreamResponse answer;
    private final RangeTrial trial;
    private final LongSupplier nanos;
    private final long rangeBytes;
    private final Deque<RangePiece> pieces = new ArrayDeque<>();
    private final Set<RangePiece> running = new HashSet<>();
    private long frontier;
    private long boundary = Long.MAX_VALUE;
    private long ahead;
    private long came;
    private long demand;
    private long busySince;
    private long busyNanos;
    private boolean over;
    private boolean failed;
    private RangeSource.Mismatch mismatch;

    private RangedBody(
            RangeSource source, UpstreamResponse answer, long from, DownloadConfig config, LongSupplier nanos) {
        this.source = source;
        this.answer = answer;
        this.nanos = nanos;
        frontier = from;
        ahead = from;
        busySince = nanos.getAsLong();
        trial = new RangeTrial(config.rangeTrial(), config.rangeConnections(), busySince);
        long rest = source.total() - from;
        rangeBytes = Math.min(LONGEST_RANGE, Math.max(1, rest / ((long) RANGES_EACH * config.rangeConnections())));
    }

    /**
     * The body of this response in ranges; empty if the settings or the archive permit none, or the rest is too small.
     *
     * @param ask for the whole file, without conditions
     * @param note the version that the response holds
     * @param from position of the body's first byte
     * @param total the file's length, or null
     * @param space for the ranges
     * @param nanos the time, in nanoseconds
     */
    public static Optional<RangedBody> of(
            Http http,
            BlockingExecutor disk,
            UpstreamRequest ask,
            UpstreamResponse answer,
            PartMetadata note,
            long from,
            Long total,
            DownloadConfig config,
            RangeSpace space,
            LongSupplier nanos) {
        boolean worthwhile = total != null && total - from >= config.rangeLeastBytes() && config.rangeConnections() > 1;
        if (!worthwhile || !RangeAnswer.offers(answer, note)) {
            return Optional.empty();
        }
        var source = new RangeSource(http, disk, ask, note, total, space);
        return Optional.of(new RangedBody(source, answer, from, config, nanos));
    }

    /**
     * The bytes, on demand; can be subscribed once.
     *
     * @return fails as {@link UpstreamResponse#body}, and with the problem of the range that could not be fetched
     */
    public Multi<ByteBuffer> bytes() {
        Multi<ByteBuffer> first = answer.body()
                .onRequest()
                .invoke(this::asked)
                .map(this::received)
                .select()
                .first(ByteBuffer::hasRemaining);
        Multi<ByteBuffer> rest = Multi.createBy()
                .repeating()
                .uni(this::next)
                .until(Optional::isEmpty)
                .map(Optional::get);
        return Multi.createBy()
                .concatenating()
                .streams(first, rest)
                .onTermination()
                .invoke(this::close);
    }

    /** Whether a range failed, so that the next attempt had better use one connection. */
    public synchronized boolean hasFailed() {
        return failed;
    }

    /** Proof that the archive sends something other than the requested ranges; bytes of others may be written. */
    public synchronized Optional<Problem> mismatch() {
        return Optional.ofNullable(mismatch).map(RangeSource.Mismatch::problem);
    }

    private synchronized void asked(long buffers) {
        if (demand == 0) {
            busyNanos += nanos.getAsLong() - busySince;
        }
        demand = demand + buffers < 0 ? Long.MAX_VALUE : demand + buffers;
    }

    /** The response's own bytes before the first range. */
    private ByteBuffer received(ByteBuffer buffer) {
        ByteBuffer mine = cut(buffer);
        if (!mine.hasRemaining()) {
            begin(); // its permit is free in a moment
        } else {
            arrived(mine.remaining());
        }
        return mine;
    }

    private synchronized ByteBuffer cut(ByteBuffer buffer) {
        if (frontier >= boundary) {
            return END;
        }
        int count = (int) Math.min(buffer.remaining(), boundary - frontier);
        frontier += count;
        ahead = Math.max(ahead, frontier);
        demand -= demand == Long.MAX_VALUE ? 0 : 1;
        busySince = demand == 0 ? nanos.getAsLong() : busySince;
        return buffer.slice(buffer.position(), count);
    }

    private void arrived(long bytes) {
        boolean alone;
        synchronized (this) {
            came += bytes;
            int before = trial.connections();
            int now = trial.measured(nanos.getAsLong(), came, source.total() - ahead, busyNanos, this::hasSpare);
            alone = now < before && now == 1;
        }
        if (alone) {
            goOnAlone();
        }
        begin();
    }

    private boolean hasSpare() {
        return source.http().spare(answer.uri()) > 0;
    }

    /** Begins ranges as far as the trial, the host and the space for those that wait for their turn permit. */
    private void begin() {
        for (RangePiece piece = following(); piece != null; piece = following()) {
            RangePiece next = piece;
            next.over(source.fetch(next, this::arrived)
                    .subscribe()
                    .with(whole -> ended(next, null), failure -> ended(next, failure)));
        }
    }

    private synchronized RangePiece following() {
        int connections = trial.connections();
        boolean isLast = frontier >= boundary && running.isEmpty() && pieces.isEmpty();
        int open = running.size() + (frontier < boundary ? 1 : 0);
        boolean mayBegin = connections > 1 || boundary != Long.MAX_VALUE;
        if (over || failed || !mayBegin || open >= connections || pieces.size() > connections) {
            return null;
        } else if (!isLast && !hasSpare()) {
            return null;
        }
        long start = boundary == Long.MAX_VALUE ? frontier + rangeBytes : ahead;
        if (start >= source.total()) {
            return null;
        }
        if (boundary == Long.MAX_VALUE) {
            boundary = start;
            LOG.debugf("in ranges address=%s from=%d bytes=%d", answer.uri(), start, rangeBytes);
        }
        var piece = new RangePiece(start, Math.min(source.total(), start + rangeBytes));
        ahead = piece.end();
        pieces.add(piece);
        running.add(piece);
        return piece;
    }

    private void ended(RangePiece piece, Throwable failure) {
        boolean alone = false;
        synchronized (this) {
            if (!running.remove(piece)) {
                return; // given up before
            }
            if (failure != null && !over) {
                failed = true;
                alone = frontier < boundary;
                mismatch = failure instanceof RangeSource.Mismatch proof && !alone ? proof : mismatch;
                LOG.debugf("range failed address=%s problem=%s", answer.uri(), failure.getMessage());
            }
        }
        if (alone) {
            goOnAlone();
        } else if (failure != null) {
            piece.fail(failure instanceof RangeSource.Mismatch proof ? proof.problem() : failure);
            wakeReader();
        } else {
            begin();
        }
    }

    /** A reader that waits for another range learns that the bytes cannot be trusted. */
    private void wakeReader() {
        RangePiece head;
        Optional<Problem> proof = mismatch();
        synchronized (this) {
            head = pieces.peek();
        }
        if (head != null && proof.isPresent()) {
            head.fail(proof.get());
        }
    }

    /** Drops the ranges, unless the response has been cut off already. */
    private void goOnAlone() {
        List<RangePiece> dropped;
        synchronized (this) {
            if (frontier >= boundary) {
                return;
            }
            trial.giveUp();
            boundary = Long.MAX_VALUE;
            ahead = frontier;
            running.clear();
            dropped = new ArrayList<>(pieces);
            pieces.clear();
        }
        release(dropped);
    }

    /** The next bytes of the ranges; empty at the end of the file, or if the response ended before the first range. */
    private Uni<Optional<ByteBuffer>> next() {
        RangePiece head;
        synchronized (this) {
            if (mismatch != null) {
                return Uni.createFrom().failure(mismatch.problem());
            }
            head = frontier >= boundary ? pieces.peek() : null;
        }
        if (head == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return head.hasMore()
                .chain(more -> more
                        ? source.disk().run(() -> Optional.of(head.read()))
                        : source.disk()
                                .run(() -> {
                                    head.free();
                                    return head;
                                })
                                .chain(this::afterwards));
    }

    private Uni<Optional<ByteBuffer>> afterwards(RangePiece read) {
        synchronized (this) {
            pieces.remove(read);
        }
        begin();
        return next();
    }

    private void close() {
        List<RangePiece> dropped;
        synchronized (this) {
            over = true;
            dropped = new ArrayList<>(pieces);
            pieces.clear();
        }
        release(dropped);
    }

    private void release(List<RangePiece> dropped) {
        if (!dropped.isEmpty()) {
            source.disk()
                    .run(() -> {
                        for (RangePiece piece : dropped) {
                            piece.close();
                        }
                        return true;
                    })
                    .subscribe()
                    .with(done -> {}, failure -> LOG.debugf("a range could not be closed: %s", failure.getMessage()));
        }
    }
}
