package dev.voyage.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unzips as bytes pass and compares what comes out with each member's trailer. Several members in a
 * row are one file; anything else behind a member is ignored, as gzip does.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952</a>
 */
final class GzipCheck implements AutoCloseable {

    private static final Pattern NAMED = Pattern.compile("(?i).*\\.(gz|tgz|ftz)");

    private static final int FHCRC = 2;
    private static final int FEXTRA = 4;
    private static final int FNAME = 8;
    private static final int FCOMMENT = 16;

    private enum State {
        FIXED,
        EXTRA_LENGTH,
        EXTRA,
        NAME,
        COMMENT,
        HEADER_CRC,
        DATA,
        TRAILER,
        OTHER,
        BROKEN
    }

    /** Takes what comes out. */
    interface Sink {
        void take(byte[] bytes, int length) throws IOException;
    }

    private final Sink sink;
    private final CRC32 crc = new CRC32();
    private final byte[] small = new byte[10];
    // most files are not zipped
    private Inflater inflater;
    private byte[] out;
    private State state = State.FIXED;
    private int filled;
    private int wanted = 10;
    private int flags;
    private long members;

    GzipCheck(Sink sink) {
        this.sink = sink;
    }

    /** Reads all of it, and leaves the buffer's position as it was. */
    void update(ByteBuffer chunk) throws IOException {
        ByteBuffer in = chunk.duplicate();
        while (in.hasRemaining() && state != State.OTHER && state != State.BROKEN) {
            if (state == State.DATA) {
                inflate(in);
            } else {
                header(in.get());
            }
        }
    }

    /** Whether it is gzip and all of it is there and right. */
    boolean isWhole() {
        boolean between = state == State.OTHER || (state == State.FIXED && filled < 2);
        return members > 0 && between;
    }

    /** Whether it began as gzip and is not whole. */
    boolean isBroken() {
        return isGzip() && !isWhole();
    }

    /** Whether its first two bytes say gzip. */
    boolean isGzip() {
        boolean begun = state == State.FIXED ? filled >= 2 : state != State.OTHER;
        return members > 0 || begun;
    }

    @Override
    public void close() {
        if (inflater != null) {
            inflater.end();
        }
    }

    private void header(byte b) {
        switch (state) {
            case FIXED -> {
                small[filled++] = b;
                boolean magic = filled == 1 ? b == 0x1f : filled != 2 || b == (byte) 0x8b;
                if (!magic) {
                    state = State.OTHER;
                } else if (filled == wanted) {
                    flags = small[3];
                    crc.reset();
                    begin();
                    next(State.EXTRA_LENGTH);
                }
            }
            case EXTRA_LENGTH -> {
                small[filled++] = b;
                if (filled == 2) {
                    wanted = (small[0] & 0xff) + 256 * (small[1] & 0xff);
                    filled = 0;
                    state = State.EXTRA;
                    if (wanted == 0) {
                        next(State.NAME);
                    }
                }
            }
            case EXTRA -> {
                if (++filled == wanted) {
                    next(State.NAME);
                }
            }
            case NAME, COMMENT -> {
                if (b == 0) {
                    next(state == State.NAME ? State.COMMENT : State.HEADER_CRC);
                }
            }
            case HEADER_CRC -> {
                if (++filled == 2) {
                    next(State.DATA);
                }
            }
            case TRAILER -> {
                small[filled++] = b;
                if (filled == 8) {
                    trailer();
                }
            }
            case DATA, OTHER, BROKEN -> throw new IllegalStateException(state.name());
        }
    }

    private void begin() {
        if (inflater == null) {
            inflater = new Inflater(true);
            out = new byte[32 * 1024];
        } else {
            inflater.reset();
        }
    }

    /** The first state from here on that this member has. */
    private void next(State from) {
        filled = 0;
        state = from;
        if (state == State.EXTRA_LENGTH && (flags & FEXTRA) == 0) {
            state = State.NAME;
        }
        if (state == State.NAME && (flags & FNAME) == 0) {
            state = State.COMMENT;
        }
        if (state == State.COMMENT && (flags & FCOMMENT) == 0) {
            state = State.HEADER_CRC;
        }
        if (state == State.HEADER_CRC && (flags & FHCRC) == 0) {
            state = State.DATA;
        }
    }

    private void inflate(ByteBuffer in) throws IOException {
        try {
            inflater.setInput(in);
            int length;
            while ((length = inflater.inflate(out)) > 0) {
                crc.update(out, 0, length);
                sink.take(out, length);
            }
            if (inflater.finished()) {
                state = State.TRAILER;
                filled = 0;
            } else if (inflater.needsDictionary()) {
                state = State.BROKEN;
            }
        } catch (DataFormatException broken) {
            state = State.BROKEN;
        }
    }

    private void trailer() {
        var ends = ByteBuffer.wrap(small, 0, 8).order(ByteOrder.LITTLE_ENDIAN);
        boolean right = Integer.toUnsignedLong(ends.getInt()) == crc.getValue()
                && ends.getInt() == (int) inflater.getBytesWritten();
        members += right ? 1 : 0;
        state = right ? State.FIXED : State.BROKEN;
        filled = 0;
        wanted = 10;
    }

    /** Whether a name says that it is gzip; other files may begin like one by chance. */
    static boolean isNamed(Path file) {
        return NAMED.matcher(file.getFileName().toString()).matches();
    }
}
