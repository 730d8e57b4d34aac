package dev.voyage.votable;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unzips gzip (RFC 1952), any number of members, checking length and CRC; lets through what is not
 * gzip, unless gzip was announced.
 */
final class Unzip implements Stage, AutoCloseable {

    private static final int FIRST = 0x1f;
    private static final int SECOND = 0x8b;
    private static final long RATIO_FROM = 32L << 20;

    private enum State {
        START,
        PLAIN,
        HEADER,
        BODY,
        TRAILER,
        BETWEEN
    }

    private final boolean announced;
    private final VotableLimits limits;
    private Inflater inflater; // only where there is gzip: it holds native memory
    private final CRC32 crc = new CRC32();
    private final GzipHeader header = new GzipHeader();
    private State state = State.START;
    private byte[] in = new byte[0];
    private int at;
    private int end;
    private long zipped;
    private long unzipped;
    private long trailer;
    private int trailerBytes;
    private DataFormatException broken;

    Unzip(boolean announced, VotableLimits limits) {
        this.announced = announced;
        this.limits = limits;
    }

    @Override
    public void feed(byte[] from, int offset, int length) {
        in = from;
        at = offset;
        end = offset + length;
        zipped += length;
        if (state == State.BODY) {
            inflater.setInput(in, at, length);
        }
    }

    @Override
    public int pull(byte[] into) {
        while (true) {
            if (state == State.BODY) {
                int n = inflate(into);
                if (n > 0 || state == State.BODY) {
                    return n;
                }
            } else if (at == end) {
                return 0;
            } else if (state == State.PLAIN) {
                int n = Math.min(into.length, end - at);
                System.arraycopy(in, at, into, 0, n);
                at += n;
                return n;
            } else {
                step();
            }
        }
    }

    private void step() {
        int next = in[at] & 0xff;
        switch (state) {
            case START -> {
                state = next == FIRST ? State.HEADER : State.PLAIN;
                inflater = next == FIRST ? new Inflater(true) : null;
                if (announced && state == State.PLAIN) {
                    throw Problem.of(Kind.MALFORMED, "The stream is announced as gzip and is not");
                }
            }
            case BETWEEN -> {
                if (next == FIRST) {
                    state = State.HEADER;
                } else if (next == 0) {
                    at++; // padding to a block, as tape and tar leave it
                } else {
                    throw corrupt("there is something else behind its end");
                }
            }
            case HEADER -> {
                at++;
                if (header.ends(next)) {
                    state = State.BODY;
                    inflater.setInput(in, at, end - at);
                }
            }
            case TRAILER -> {
                at++;
                trailer |= (long) next << (8 * trailerBytes);
                if (++trailerBytes == 8) {
                    check();
                }
            }
            case PLAIN, BODY -> throw new IllegalStateException(state.name());
        }
    }

    private int inflate(byte[] into) {
        if (broken != null) {
            throw Problem.of(Kind.CORRUPT, "The gzip stream is broken: " + broken.getMessage(), broken);
        }
        long before = inflater.getBytesWritten();
        int n;
        try {
            n = inflater.inflate(into);
        } catch (DataFormatException broke) {
            broken = broke; // told when what came out before it is taken, wherever the input is cut
            n = (int) (inflater.getBytesWritten() - before);
        }
        crc.update(into, 0, n);
        unzipped += n;
        if (unzipped > RATIO_FROM && unzipped / limits.unzipRatio() > zipped) {
            throw VotableLimits.exceeded("a gzip stream that swells more than a document does", limits.unzipRatio());
        }
        if (broken != null) {
            return n > 0 ? n : inflate(into);
        }
        if (inflater.finished()) {
            at = end - inflater.getRemaining();
            state = State.TRAILER;
        } else if (inflater.needsDictionary()) {
            throw corrupt("it wants a dictionary");
        }
        return n;
    }

    private void check() {
        long length = inflater.getBytesWritten() & 0xffffffffL;
        if ((trailer & 0xffffffffL) != crc.getValue() || trailer >>> 32 != length) {
            throw corrupt("its bytes are not those of its check sum");
        }
        inflater.reset();
        crc.reset();
        header.reset();
        trailer = 0;
        trailerBytes = 0;
        state = State.BETWEEN;
    }

    @Override
    public void end() {
        if (state == State.HEADER || state == State.BODY || state == State.TRAILER) {
            throw corrupt("it ends too early, after " + zipped + " bytes");
        }
    }

    /** Gives the inflater's native memory back. */
    @Override
    public void close() {
        if (inflater != null) {
            inflater.end();
        }
    }

    private static Problem corrupt(String why) {
        return Problem.of(Kind.CORRUPT, "The gzip stream is broken: " + why);
    }

    /** The header of one member, a byte at a time. */
    private static final class GzipHeader {

        private static final int FIXED = 10;

        private int seen;
        private int flags;
        private int extra;
        private int crcBytes;

        void reset() {
            seen = 0;
        }

        /** Whether this byte was its last. */
        boolean ends(int next) {
            seen++;
            if (seen <= FIXED) {
                fixed(next);
            } else if ((flags & 4) != 0) {
                extra(next);
            } else if ((flags & 8) != 0) {
                flags = next == 0 ? flags & ~8 : flags; // the file's name
            } else if ((flags & 16) != 0) {
                flags = next == 0 ? flags & ~16 : flags; // a comment
            } else if (++crcBytes == 2) {
                flags &= ~2;
            }
            return seen >= FIXED && (flags & 30) == 0;
        }

        private void fixed(int next) {
            boolean right =
                    switch (seen) {
                        case 1 -> next == FIRST;
                        case 2 -> next == SECOND;
                        case 3 -> next == 8;
                        default -> true;
                    };
            if (!right) {
                throw corrupt("its header is none");
            }
            if (seen == 4) {
                flags = next;
                extra = -2;
                crcBytes = 0;
            }
        }

        private int extraLength;

        private void extra(int next) {
            if (extra == -2) {
                extraLength = next;
                extra = -1;
            } else if (extra == -1) {
                extraLength |= next << 8;
                extra = 0;
            } else {
                extra++;
            }
            if (extra == extraLength) {
                flags &= ~4;
            }
        }
    }
}
