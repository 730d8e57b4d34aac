package dev.voyage.download.ranges;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;

/**
 * One range of a file, received into a file of its own and read from there in its turn, also while it is still arriving. One
 * writer and one reader, on any threads.
 */
final class RangePiece {

    private static final int READ_BYTES = 64 * 1024;

    private final long first;
    private final long end;
    private FileChannel channel;
    private Cancellable transfer;
    private UniEmitter<? super Boolean> reader;
    private long written;
    private long read;
    private boolean closed;
    private Throwable failure;

    /**
     * @param first position of the first byte in the whole file
     * @param end position after the last byte
     */
    RangePiece(long first, long end) {
        this.first = first;
        this.end = end;
    }

    long first() {
        return first;
    }

    long end() {
        return end;
    }

    /** The value of the Range header. */
    String range() {
        return "bytes=" + first + "-" + (end - 1);
    }

    /** Takes the file that the bytes go to, and closes it at once if nobody wants them any more. */
    synchronized void into(FileChannel file) throws IOException {
        channel = file;
        if (closed) {
            file.close();
        }
    }

    /** Takes the failure that ends the transfer early. */
    void over(Cancellable running) {
        boolean late;
        synchronized (this) {
            transfer = running;
            late = closed;
        }
        if (late) {
            running.cancel();
        }
    }

    /** The number of bytes still to come. */
    synchronized long missing() {
        return end - first - written;
    }

    /** Has no effect once this is closed. Blocks. */
    void write(ByteBuffer bytes) throws IOException {
        int count = bytes.remaining();
        long at = end - first - missing();
        try {
            while (!isClosed() && bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        } catch (ClosedChannelException failure) {
            if (!isClosed()) {
                throw failure;
            }
        }
        tell(count - bytes.remaining(), null);
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** All of the bytes have come. */
    synchronized boolean isWhole() {
        return missing() == 0;
    }

    /** No more bytes come; those before are still read. */
    void fail(Throwable why) {
        tell(0, why);
    }

    private void tell(int more, Throwable why) {
        UniEmitter<? super Boolean> waiting;
        synchronized (this) {
            written += more;
            failure = failure == null ? why : failure;
            waiting = reader;
            reader = null;
        }
        if (waiting != null) {
            answer(waiting);
        }
    }

    /** Whether there are bytes to {@link #read}: true as soon as there are, false at the end of the range. */
    Uni<Boolean> hasMore() {
        return Uni.createFrom().<Boolean>emitter(this::answer);
    }

    private void answer(UniEmitter<? super Boolean> asking) {
        boolean more;
        Throwable why;
        synchronized (this) {
            more = read < written;
            why = more || isWhole() ? null : failure;
            if (!more && !isWhole() && why == null) {
                reader = asking;
                return;
            }
        }
        if (why == null) {
            asking.complete(more);
        } else {
            asking.fail(why);
        }
    }

    /** The next bytes, at least one. Blocks. */
    ByteBuffer read() throws IOException {
        long at;
        int count;
        synchronized (this) {
            at = read;
            count = (int) Math.min(READ_BYTES, written - read);
        }
        var bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw new IOException("a range lost its bytes");
            }
        }
        synchronized (this) {
            read += count;
        }
        return bytes.flip();
    }

    /** Frees the space of a range that has been read to its end. Blocks. */
    synchronized void free() throws IOException {
        channel.close();
    }

    /** Ends the transfer and frees the space. Blocks; idempotent. */
    void close() throws IOException {
        Cancellable running;
        FileChannel file;
        synchronized (this) {
            closed = true;
            running = transfer;
            file = channel;
        }
        if (running != null) {
            running.cancel();
        }
        if (file != null) {
            file.close();
        }
    }
}
