package dev.voyage.download.shelf;

import io.smallrye.mutiny.Multi;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Iterator;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.Stream;

/**
 * Reads a stored object like a file. Blocks. One request gives all bytes from a position on; a step elsewhere makes another one.
 * For one thread at a time.
 */
final class ObjectChannel implements SeekableByteChannel {

    /** Chunks that wait to be read: at most 64 KiB each. */
    private static final int AHEAD = 8;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** The bytes of a part. */
    interface PartReader {
        Multi<ByteBuffer> read(long from, long length);
    }

    private final long size;
    private final PartReader reader;
    private long position;
    private Stream<ByteBuffer> stream;
    private Iterator<ByteBuffer> chunks;
    private ByteBuffer chunk = NOTHING;
    private boolean open = true;

    ObjectChannel(long size, PartReader reader) {
        this.size = size;
        this.reader = reader;
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        check();
        if (position >= size) {
            return -1;
        }
        if (!to.hasRemaining()) {
            return 0;
        }
        try {
            fill();
        } catch (RuntimeException failed) {
            throw new IOException(failed.getMessage(), failed);
        }
        int count = Math.min(to.remaining(), chunk.remaining());
        to.put(chunk.slice().limit(count));
        chunk.position(chunk.position() + count);
        position += count;
        return count;
    }

    private void fill() throws IOException {
        if (stream == null) {
            stream = reader.read(position, size - position)
                    .subscribe()
                    .asStream(AHEAD, () -> new ArrayBlockingQueue<>(AHEAD));
            chunks = stream.iterator();
        }
        while (!chunk.hasRemaining()) {
            if (!chunks.hasNext()) {
                throw new IOException("the object ends at " + position + " of " + size + " bytes");
            }
            chunk = chunks.next();
        }
    }

    @Override
    public long position() throws IOException {
        check();
        return position;
    }

    @Override
    public SeekableByteChannel position(long to) throws IOException {
        check();
        long step = to - position;
        if (step > 0 && step <= chunk.remaining()) {
            chunk.position(chunk.position() + (int) step);
        } else if (step != 0) {
            hangUp();
        }
        position = to;
        return this;
    }

    @Override
    public long size() throws IOException {
        check();
        return size;
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long to) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        hangUp();
    }

    private void hangUp() {
        chunk = NOTHING;
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }

    private void check() throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
    }
}
