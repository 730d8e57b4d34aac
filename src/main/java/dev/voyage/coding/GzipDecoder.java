package dev.voyage.coding;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Decompresses gzip from input in pieces: any number of members, with zeros between them as tapes and tar produce them. Compares
 * the output with each member's trailer. Decompressed bytes before a fault are all given out, however the input is cut.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952</a>
 */
public final class GzipDecoder implements AutoCloseable {

    private static final int FIRST = 0x1f;
    private static final int SECOND = 0x8b;
    private static final int TRAILER_BYTES = 8;
    private static final int PIECE = 8192;

    /** Where in the stream the next byte of input belongs. */
    public enum Place {
        /** Nothing has been read. */
        START,
        /** The first byte of a member has been read; the second decides whether it is one. */
        MAGIC,
        HEADER,
        BODY,
        TRAILER,
        /** Behind a whole member. */
        BETWEEN,
        /** Not gzip, or behind its end; further input is ignored. */
        BEHIND,
        /** Behind a fault; further input is ignored. */
        BROKEN
    }

    private final GzipHeader header = new GzipHeader();
    private final CRC32 crc = new CRC32();
    private Inflater inflater; // only for gzip: it holds native memory
    private ByteBuffer in = ByteBuffer.allocate(0);
    private Place place = Place.START;
    private long members;
    private long trailer;
    private int trailerBytes;
    private String fault;

    /** The next input; only when {@link #pull} has returned 0 for all input before. The buffer is read and only lent. */
    public void feed(ByteBuffer next) {
        in = next;
        if (place == Place.BODY) {
            inflater.setInput(in);
        }
    }

    /** Fills a part of the array; 0: needs more input, or reads none any more. */
    public int pull(byte[] into) {
        while (place != Place.BEHIND && place != Place.BROKEN) {
            if (place == Place.BODY) {
                int n = inflate(into);
                if (n > 0 || place == Place.BODY) {
                    return n;
                }
            } else if (in.hasRemaining()) {
                step(in.get() & 0xff);
            } else {
                return 0;
            }
        }
        return 0;
    }

    public Place place() {
        return place;
    }

    /** The members that were whole. */
    public long members() {
        return members;
    }

    /** Whether the input so far is whole members; anything behind them does not matter, as for gzip itself. */
    public boolean isWhole() {
        return members > 0 && (place == Place.BETWEEN || place == Place.MAGIC || place == Place.BEHIND);
    }

    /** The reason for {@link Place#BROKEN}. */
    public Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    private void step(int next) {
        switch (place) {
            case START, BETWEEN -> {
                if (next == FIRST) {
                    place = Place.MAGIC;
                } else if (place == Place.START || next != 0) {
                    place = Place.BEHIND;
                }
            }
            case MAGIC -> {
                header.reset();
                place = next == SECOND ? Place.HEADER : Place.BEHIND;
            }
            case HEADER -> {
                boolean ends = header.ends(next);
                if (!header.isValid()) {
                    breaks("its header is invalid");
                } else if (ends) {
                    begin();
                }
            }
            case TRAILER -> {
                trailer |= (long) next << (8 * trailerBytes);
                if (++trailerBytes == TRAILER_BYTES) {
                    check();
                }
            }
            case BODY, BEHIND, BROKEN -> throw new IllegalStateException(place.name());
        }
    }

    private void begin() {
        if (inflater == null) {
            inflater = new Inflater(true);
        } else {
            inflater.reset();
        }
        crc.reset();
        trailer = 0;
        trailerBytes = 0;
        inflater.setInput(in);
        place = Place.BODY;
    }

    private int inflate(byte[] into) {
        if (into.length == 0) {
            return 0;
        }
        long before = inflater.getBytesWritten();
        int n;
        try {
            n = inflater.inflate(into);
        } catch (DataFormatException broken) {
            n = (int) (inflater.getBytesWritten() - before);
            breaks(Objects.requireNonNullElse(broken.getMessage(), "its data are invalid"));
        }
        crc.update(into, 0, n);
        if (place == Place.BODY && inflater.finished()) {
            place = Place.TRAILER;
        } else if (place == Place.BODY && inflater.needsDictionary()) {
            breaks("it wants a dictionary");
        }
        return n;
    }

    private void check() {
        long length = inflater.getBytesWritten() & 0xffffffffL;
        if ((trailer & 0xffffffffL) == crc.getValue() && trailer >>> 32 == length) {
            members++;
            place = Place.BETWEEN;
        } else {
            breaks("its bytes are not those of its check sum");
        }
    }

    private void breaks(String why) {
        fault = why;
        place = Place.BROKEN;
    }

    /** Releases the inflater's native memory. */
    @Override
    public void close() {
        if (inflater != null) {
            inflater.end();
        }
    }

    /**
     * The content of a whole file in memory.
     *
     * @return empty if it has more bytes than {@code most}
     * @throws ZipException if it is not gzip, broken, or ends too early
     */
    public static Optional<byte[]> decode(byte[] zipped, int most) throws ZipException {
        var plain = new ByteArrayOutputStream(Math.min(most, Math.max(zipped.length, PIECE)));
        try (var gzip = new GzipDecoder()) {
            gzip.feed(ByteBuffer.wrap(zipped));
            byte[] piece = new byte[PIECE];
            for (int n = gzip.pull(piece); n > 0; n = gzip.pull(piece)) {
                if (n > most - plain.size()) {
                    return Optional.empty();
                }
                plain.write(piece, 0, n);
            }
            if (!gzip.isWhole()) {
                throw new ZipException(
                        gzip.fault().orElse(gzip.place == Place.BEHIND ? "it is not gzip" : "it ends too early"));
            }
            return Optional.of(plain.toByteArray());
        }
    }
}
