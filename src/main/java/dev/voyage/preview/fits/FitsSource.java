package dev.voyage.preview.fits;

import dev.voyage.preview.PreviewWork;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.zip.GZIPInputStream;

/**
 * The bytes of a FITS file at any position, gzip removed. A step back in a gzip file reads it again from its beginning; the bounds
 * of the work count.
 */
public final class FitsSource implements Closeable {

    private static final int STEP = 64 << 10;

    private final SeekableByteChannel channel;
    private final PreviewWork work;
    private final boolean gzip;
    private final byte[] skipped = new byte[STEP];
    private InputStream stream;
    private long position;

    private FitsSource(SeekableByteChannel channel, PreviewWork work, boolean gzip) throws IOException {
        this.channel = channel;
        this.work = work;
        this.gzip = gzip;
        begin(0);
    }

    /** Closes the channel with it, also if it fails. */
    public static FitsSource open(SeekableByteChannel channel, PreviewWork work) throws IOException {
        try {
            work.checkBytes(channel.size());
            byte[] first = Channels.newInputStream(channel).readNBytes(2);
            boolean gzip = first.length == 2 && first[0] == (byte) 0x1f && first[1] == (byte) 0x8b;
            return new FitsSource(channel, work, gzip);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private void begin(long at) throws IOException {
        channel.position(at);
        InputStream bytes = Channels.newInputStream(channel);
        stream = new BufferedInputStream(gzip ? new GZIPInputStream(bytes, STEP) : bytes, STEP);
        position = at;
    }

    public PreviewWork work() {
        return work;
    }

    public long position() {
        return position;
    }

    /**
     * The next bytes are those at this position.
     *
     * @throws EOFException if the file ends before; the position is its end then
     */
    public void seek(long to) throws IOException {
        work.check();
        work.checkBytes(to);
        if (!gzip && to != position) {
            begin(Math.min(to, channel.size()));
            if (position < to) {
                throw new EOFException();
            }
        }
        if (to < position) {
            begin(0);
        }
        while (position < to) {
            read(skipped, 0, (int) Math.min(STEP, to - position));
        }
    }

    /** Whether there are no more bytes. */
    public boolean isAtEnd() throws IOException {
        if (!gzip) {
            return position >= channel.size();
        }
        stream.mark(1);
        boolean atEnd = stream.read() < 0;
        stream.reset();
        return atEnd;
    }

    /** @throws EOFException if the file ends before */
    public void read(byte[] into, int from, int length) throws IOException {
        work.check();
        work.checkBytes(position + length);
        int got = stream.readNBytes(into, from, length);
        position += got;
        if (got < length) {
            throw new EOFException();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
